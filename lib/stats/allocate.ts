/**
 * Shares a whole number among groups in proportion to their sizes, by largest remainders: each group gets the whole part of
 * total * size / sum of sizes, what is left goes one by one to the largest remainders, of equal ones to the first. Sums to the total.
 *
 * Missing data: none. Sizes that are all zero get nothing.
 *
 * @throws {RangeError} where the total is no whole number of at least 0 or a size is negative or not finite
 */
export function allocate(total: number, sizes: readonly number[]): number[] {
  if (!(Number.isInteger(total) && total >= 0)) throw new RangeError('allocate requires a whole total of at least 0')
  if (sizes.some((size) => !(size >= 0 && size < Number.POSITIVE_INFINITY)))
    throw new RangeError('allocate requires finite sizes of at least 0')
  const all = sizes.reduce((sum, size) => sum + size, 0)
  if (all === 0) return sizes.map(() => 0)
  const exact = sizes.map((size) => (total * size) / all)
  const given = exact.map(Math.floor)
  const left = total - given.reduce((sum, count) => sum + count, 0)
  const order = [...exact.keys()].sort((a, b) => remainder(exact, b) - remainder(exact, a) || a - b)
  for (const at of order.slice(0, left)) given[at] = (given[at] ?? 0) + 1
  return given
}

const remainder = (exact: readonly number[], at: number): number => (exact[at] ?? 0) - Math.floor(exact[at] ?? 0)
