/** Answers by how they came; several ways in one where each alone, or what is left beside the others, is too few to be told. */
export type ModeGroup = { readonly modes: readonly string[]; readonly respondents: number }

/**
 * Counts by mode, the largest first. Modes with fewer answers than a cell needs are told together; where together they are still too few
 * the next smallest joins them, since the difference to the whole would tell of the few.
 */
export function modeGroups(counts: ReadonlyMap<string, number>, minimumCell: number): readonly ModeGroup[] {
  const present = [...counts].filter(([, count]) => count > 0).sort(([a, x], [b, y]) => y - x || a.localeCompare(b, 'en'))
  const large: ModeGroup[] = present
    .filter(([, count]) => count >= minimumCell)
    .map(([mode, count]) => ({ modes: [mode], respondents: count }))
  const small = present.filter(([, count]) => count < minimumCell)
  if (small.length === 0) return large
  let pooled: ModeGroup = { modes: small.map(([mode]) => mode), respondents: small.reduce((sum, [, count]) => sum + count, 0) }
  while (pooled.respondents < minimumCell && large.length > 0) {
    const next = large.pop() as ModeGroup
    pooled = { modes: [...next.modes, ...pooled.modes], respondents: next.respondents + pooled.respondents }
  }
  return pooled.respondents < minimumCell ? [] : [...large, pooled]
}
