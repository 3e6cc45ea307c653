import { toCorrelations } from './drivers.ts'
import { importanceShares } from './importance-shares.ts'
import { completeRows } from './linear-regression.ts'
import { seededRandom } from './seeded-random.ts'
import type { SurveyDesign } from './survey-design.ts'

export type DriverStability = {
  /** For each predictor: 5th, 50th and 95th percentile of its LMG share over the resamples. */
  readonly shares: readonly { readonly lower: number; readonly median: number; readonly upper: number }[]
  /** For each predictor: share (0..1) of resamples in which it was the first driver. */
  readonly first: readonly number[]
  readonly resamples: number
}

/**
 * How stable LMG shares are: resamples primary sampling units with replacement inside strata and computes the shares again.
 *
 * Each PSU enters by its moments, so a resample costs as many additions as there are PSUs, not people. Listwise, as `drivers`.
 * A stratum with one PSU cannot vary and stays.
 * @param seed fixes the resamples: same data and seed, same figures
 * @throws {RangeError} on fewer than 20 resamples, a seed that is not whole, or as `importanceShares`
 * @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, 8; Groemping (2006), Journal of Statistical Software 17
 */
export function driverStability(
  design: SurveyDesign,
  outcome: Float64Array,
  predictors: readonly Float64Array[],
  { seed, resamples = 200, inside = null }: { readonly seed: number; readonly resamples?: number; readonly inside?: Uint8Array | null },
): DriverStability {
  if (!(resamples >= 20)) throw new RangeError('driverStability requires 20 resamples or more')
  const columns = [outcome, ...predictors]
  const complete = completeRows(design, columns, inside)
  const { groups, moments, width } = momentsByPsu(design, columns, complete)
  const next = seededRandom(seed)
  const all: number[][] = []
  for (let round = 0; round < resamples; round++) {
    const sum = new Float64Array(width)
    for (const group of groups)
      for (let draw = 0; draw < group.length; draw++) {
        const psu = group.length === 1 ? (group[0] as number) : (group[Math.floor(next() * group.length)] as number)
        for (let k = 0; k < width; k++) sum[k] = (sum[k] as number) + (moments[psu * width + k] as number)
      }
    const lmg = importanceShares(toCorrelations(covarianceOf(sum, columns.length)))
    const whole = lmg.reduce((total, value) => total + value, 0)
    all.push(lmg.map((value) => (whole > 0 ? value / whole : 0)))
  }
  const places = predictors.map((_, k) => k)
  const ordered = places.map((k) => all.map((shares) => shares[k] as number).sort((a, b) => a - b))
  const at = (values: readonly number[], probability: number) =>
    values[Math.min(values.length - 1, Math.floor(probability * values.length))] as number
  return {
    shares: ordered.map((values) => ({ lower: at(values, 0.05), median: at(values, 0.5), upper: at(values, 0.95) })),
    first: places.map((k) => all.filter((shares) => shares.indexOf(Math.max(...shares)) === k).length / resamples),
    resamples,
  }
}

/** Sum of w, of w x and of w x x' of each PSU that holds a complete respondent, about the first complete row; PSUs by stratum. */
function momentsByPsu(design: SurveyDesign, columns: readonly Float64Array[], complete: Uint8Array) {
  const size = columns.length
  const width = 1 + size + size * size
  const origin = complete.indexOf(1)
  const clusterOfRow = design.stages[0]?.clusterOfRow ?? null
  const numbers = new Map<number, number>()
  const groups = new Map<number, number[]>()
  for (let row = 0; row < design.rows; row++) {
    const psu = clusterOfRow ? (clusterOfRow[row] as number) : row
    if (complete[row] !== 1 || numbers.has(psu)) continue
    const stratum = design.stratumOfRow[row] as number
    const group = groups.get(stratum)
    if (group) group.push(numbers.size)
    else groups.set(stratum, [numbers.size])
    numbers.set(psu, numbers.size)
  }
  const moments = new Float64Array(numbers.size * width)
  const values = new Float64Array(size)
  for (let row = 0; row < design.rows; row++) {
    if (complete[row] !== 1) continue
    const base = (numbers.get(clusterOfRow ? (clusterOfRow[row] as number) : row) as number) * width
    const weight = design.weights[row] as number
    for (let k = 0; k < size; k++) values[k] = (columns[k]?.[row] as number) - (columns[k]?.[origin] as number)
    const add = (place: number, value: number) => {
      moments[base + place] = (moments[base + place] as number) + value
    }
    add(0, weight)
    for (let j = 0; j < size; j++) {
      add(1 + j, weight * (values[j] as number))
      for (let k = 0; k < size; k++) add(1 + size + j * size + k, weight * (values[j] as number) * (values[k] as number))
    }
  }
  return { groups: [...groups.values()], moments, width }
}

function covarianceOf(sum: Float64Array, size: number): number[][] {
  const base = sum[0] as number
  const mean = (k: number) => (sum[1 + k] as number) / base
  return Array.from({ length: size }, (_, j) =>
    Array.from({ length: size }, (__, k) => {
      const covariance = (sum[1 + size + j * size + k] as number) / base - mean(j) * mean(k)
      return j === k ? Math.max(0, covariance) : covariance
    }),
  )
}
