import { chiSquarePValue, normalPValue } from './normal.ts'
import { averageRanks } from './normalise-units.ts'

export type MannKendall = {
  readonly s: number
  readonly variance: number
  readonly z: number
  readonly pValue: number
  readonly tauB: number
  /** Median of the slopes of all pairs. */
  readonly senSlope: number
}

/**
 * Does a short series of waves rise or fall? Mann-Kendall with continuity and tie correction, and Sen's slope.
 *
 *   S = sum over pairs of sign(y_j - y_i);  z = (S - sign S) / sqrt(var S)
 *
 * It knows the order of the waves only, not their sampling errors: a companion to the tests of single changes.
 * @throws {RangeError} on fewer than three values, times that do not rise, lengths that differ
 * @see Mann (1945); Kendall (1975), Rank Correlation Methods; Sen (1968), JASA 63
 */
export function mannKendall(values: readonly number[], times: readonly number[] = values.map((_, i) => i)): MannKendall {
  if (values.length < 3 || times.length !== values.length)
    throw new RangeError('mannKendall requires three or more values, each with its time')
  if (times.some((time, i) => i > 0 && !(time > (times[i - 1] as number)))) throw new RangeError('mannKendall requires times that rise')
  const n = values.length
  let s = 0
  let untied = 0
  const slopes: number[] = []
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const difference = (values[j] as number) - (values[i] as number)
      s += Math.sign(difference)
      if (difference !== 0) untied++
      slopes.push(difference / ((times[j] as number) - (times[i] as number)))
    }
  const ties = tieSizes(values).reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0)
  const variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0
  const pairs = (n * (n - 1)) / 2
  return { s, variance, z, pValue: normalPValue(z), tauB: untied === 0 ? 0 : s / Math.sqrt(pairs * untied), senSlope: median(slopes) }
}

/** Spearman's correlation: Pearson's of mean ranks. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return pearson(averageRanks(x), averageRanks(y))
}

function pearson(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [a, b] = [mean(x), mean(y)]
  const sum = (term: (i: number) => number) => x.reduce((total, _, i) => total + term(i), 0)
  const [dx, dy] = [(i: number) => (x[i] as number) - a, (i: number) => (y[i] as number) - b]
  return sum((i) => dx(i) * dy(i)) / Math.sqrt(sum((i) => dx(i) ** 2) * sum((i) => dy(i) ** 2))
}

/** Slope of the least squares line of y over x, unweighted. @throws {RangeError} unless two x differ */
export function leastSquaresSlope(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / n
  const [a, b] = [mean(x), mean(y)]
  let above = 0
  let below = 0
  for (let i = 0; i < n; i++) {
    above += ((x[i] as number) - a) * ((y[i] as number) - b)
    below += ((x[i] as number) - a) ** 2
  }
  if (!(below > 0)) throw new RangeError('leastSquaresSlope requires two x that differ')
  return above / below
}

/**
 * Kruskal-Wallis: do independent groups of unweighted answers share one distribution? H with tie correction on groups - 1.
 *
 * @throws {RangeError} on fewer than two groups, an empty one, or answers that are all equal
 */
export function kruskalWallis(groups: readonly (readonly number[])[]): {
  readonly h: number
  readonly degreesOfFreedom: number
  readonly pValue: number
} {
  const all = groups.flat()
  const ties = tieSizes(all).reduce((sum, t) => sum + t ** 3 - t, 0)
  const n = all.length
  const correction = 1 - ties / (n ** 3 - n)
  if (groups.length < 2 || groups.some((group) => group.length === 0) || !(correction > 0))
    throw new RangeError('kruskalWallis requires two or more groups with answers that differ')
  const ranks = averageRanks(all)
  let start = 0
  let sum = 0
  for (const group of groups) {
    const own = ranks.slice(start, start + group.length).reduce((total, rank) => total + rank, 0)
    sum += own ** 2 / group.length
    start += group.length
  }
  const h = ((12 / (n * (n + 1))) * sum - 3 * (n + 1)) / correction
  return { h, degreesOfFreedom: groups.length - 1, pValue: chiSquarePValue(h, groups.length - 1) }
}

function tieSizes(values: readonly number[]): number[] {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()]
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
