/** Rank of each value, 1 = the largest; ties share the best of their ranks (1, 2, 2, 4). NaN has no rank and takes none: NaN. */
export function descendingRanks(values: readonly number[]): number[] {
  return values.map((value) => (Number.isNaN(value) ? Number.NaN : 1 + values.filter((other) => other > value).length))
}
