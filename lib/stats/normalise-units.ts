/**
 * Scores of units put on a common scale by the units themselves: for exploring, never for an index that is compared over years,
 * since the scale moves with the best and the worst unit.
 *
 *   minmax: 1 + 9 (x - least) / (most - least);  zscore: (x - mean) / sd with n - 1;  rank: 1 = least, ties share the mean rank
 *
 * With all values equal, minmax and zscore have no scale: NaN is never returned, they are null.
 * @throws {RangeError} on a value that is not finite, or no value
 */
export function normaliseUnits(values: readonly number[]): {
  readonly minmax: readonly number[] | null
  readonly zscore: readonly number[] | null
  readonly rank: readonly number[]
} {
  if (values.length === 0 || values.some((value) => !Number.isFinite(value))) throw new RangeError('normaliseUnits requires finite values')
  const least = Math.min(...values)
  const most = Math.max(...values)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
  return {
    minmax: most > least ? values.map((value) => 1 + (9 * (value - least)) / (most - least)) : null,
    zscore: most > least ? values.map((value) => (value - mean) / deviation) : null,
    rank: averageRanks(values),
  }
}

/** Ranks from 1 = least; ties share the mean of their ranks. */
export function averageRanks(values: ArrayLike<number>): number[] {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  const ranks = new Array<number>(values.length)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end++
    for (let k = start; k < end; k++) ranks[order[k] as number] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}
