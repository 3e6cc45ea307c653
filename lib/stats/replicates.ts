import type { SurveyDesign } from './survey-design.ts'
import { symmetricInverse } from './symmetric-matrix.ts'

export type Replicates = {
  /** One column of final weights for each replicate. */
  readonly weights: readonly Float64Array[]
  readonly scale: number
  /** A factor for each replicate. */
  readonly replicateScales: readonly number[]
  readonly degreesOfFreedom: number
}

/**
 * Delete-one-PSU jackknife: JK1 without strata, JKn with.
 *
 *   replicate (h, i): weights of PSU i are 0, of the others of stratum h times n_h / (n_h - 1)
 *   V = scale * sum of r (theta_r - centre)^2;  JK1: scale (n - 1) / n (1 - f), r = 1;  JKn: scale 1, r = (n_h - 1) / n_h (1 - f_h)
 *
 * An own second way to a standard error, for figures that have no linearisation (and to check those that have).
 * @throws {RangeError} on a stratum with one PSU
 * @see Wolter (2007), Introduction to Variance Estimation, chapter 4; R survey::as.svrepdesign
 */
export function jackknifeReplicates(design: SurveyDesign): Replicates {
  const stage = design.stages[0]
  if (!stage || stage.clustersInGroup.some((count) => count < 2))
    throw new RangeError('jackknifeReplicates requires two or more PSUs in every stratum')
  const weights: Float64Array[] = []
  const factors: number[] = []
  for (let psu = 0; psu < stage.clusterCount; psu++) {
    const stratum = stage.groupOfCluster[psu] as number
    const count = stage.clustersInGroup[stratum] as number
    const population = stage.populationOfGroup?.[stratum]
    const own = (row: number) => (stage.clusterOfRow ? (stage.clusterOfRow[row] as number) : row)
    weights.push(
      design.weights.map((weight, row) => {
        if (design.stratumOfRow[row] !== stratum) return weight
        return own(row) === psu ? 0 : (weight * count) / (count - 1)
      }),
    )
    factors.push(((count - 1) / count) * (population === undefined ? 1 : 1 - count / population))
  }
  const { degreesOfFreedom } = design
  if (design.stratumCount > 1) return { weights, scale: 1, replicateScales: factors, degreesOfFreedom }
  return { weights, scale: factors[0] as number, replicateScales: factors.map(() => 1), degreesOfFreedom }
}

/** Degrees of freedom of given replicate weights: their rank less one (to 1e-5 of a column's length, as R's degf). */
export function replicateFreedom(weights: readonly Float64Array[]): number {
  const gram = weights.map((left) => weights.map((right) => left.reduce((sum, value, row) => sum + value * (right[row] as number), 0)))
  return weights.length - symmetricInverse(gram, 1e-10).aliased.length - 1
}

export type ReplicateEstimate = { readonly value: number; readonly standardError: number }

/**
 * Standard error of any statistic of the weights from replicates.
 *
 * @param centre full: squared deviations from the full-sample value (R's mse = TRUE); mean: from the mean of the replicates
 */
export function replicateEstimate(
  design: SurveyDesign,
  { weights, scale, replicateScales }: Replicates,
  statistic: (weights: Float64Array) => number,
  centre: 'full' | 'mean' = 'full',
): ReplicateEstimate {
  const value = statistic(design.weights)
  const thetas = weights.map(statistic)
  const middle = centre === 'full' ? value : thetas.reduce((sum, theta) => sum + theta, 0) / thetas.length
  const spread = thetas.reduce((sum, theta, r) => sum + (replicateScales[r] as number) * (theta - middle) ** 2, 0)
  return { value, standardError: Math.sqrt(scale * spread) }
}
