export type Quadrant = 'keep-up' | 'improve-first' | 'low-priority' | 'possible-overkill'

export type PlacedPart = {
  readonly code: string
  readonly importance: number
  readonly performance: number
  readonly quadrant: Quadrant
}

/**
 * Importance-performance map: parts by how much they go with the overall satisfaction and by how well they score.
 *
 *   improve-first: important, low score;  keep-up: important, high score;
 *   low-priority: unimportant, low score;  possible-overkill: unimportant, high score
 *
 * The lines are the means of importance and of performance over the parts, or those given; on a line counts as above it. Read
 * importance with its stability: a part near a line has no sure place.
 * @throws {RangeError} without parts, on a code given twice, or values that are not finite
 * @see Martilla & James (1977), Journal of Marketing 41
 */
export function importancePerformance(
  parts: readonly { readonly code: string; readonly importance: number; readonly performance: number }[],
  lines: { readonly importance?: number; readonly performance?: number } = {},
): { readonly parts: readonly PlacedPart[]; readonly importanceLine: number; readonly performanceLine: number } {
  if (parts.length === 0 || new Set(parts.map(({ code }) => code)).size !== parts.length)
    throw new RangeError('importancePerformance requires parts with codes that differ')
  if (parts.some(({ importance, performance }) => !Number.isFinite(importance + performance)))
    throw new RangeError('importancePerformance requires finite values')
  const mean = (pick: (part: { importance: number; performance: number }) => number) =>
    parts.reduce((sum, part) => sum + pick(part), 0) / parts.length
  const importanceLine = lines.importance ?? mean((part) => part.importance)
  const performanceLine = lines.performance ?? mean((part) => part.performance)
  const placed = parts.map(({ code, importance, performance }): PlacedPart => {
    const important = importance >= importanceLine
    const high = performance >= performanceLine
    const quadrant = important ? (high ? 'keep-up' : 'improve-first') : high ? 'possible-overkill' : 'low-priority'
    return { code, importance, performance, quadrant }
  })
  return { parts: placed, importanceLine, performanceLine }
}
