import { importanceShares } from './importance-shares.ts'
import { linearRegression, type Regression, type RegressionRefusal } from './linear-regression.ts'
import { relativeWeights } from './relative-weights.ts'
import type { SurveyDesign } from './survey-design.ts'
import { symmetricInverse } from './symmetric-matrix.ts'

export type Drivers = {
  readonly kind: 'drivers'
  readonly regression: Regression
  /** Weighted correlations of outcome and predictors, outcome first. */
  readonly correlations: readonly (readonly number[])[]
  /** Part of R2 of each predictor, averaged over orders; they add up to R2. */
  readonly lmg: readonly number[]
  /** lmg over R2: shares that add up to 1. */
  readonly lmgShares: readonly number[]
  /** Squared correlation of each predictor alone with the outcome. */
  readonly alone: readonly number[]
  /** What each predictor adds to R2 when it enters last. */
  readonly last: readonly number[]
  /** Johnson's relative weights, a second opinion to LMG. */
  readonly relativeWeights: readonly number[]
  /** Variance inflation: 1 / (1 - R2 of the predictor on the others). */
  readonly varianceInflation: readonly number[]
}

/**
 * Key drivers: how much each part of an experience goes with the overall satisfaction, others held fixed.
 *
 * Standardised coefficients and LMG shares (see `importanceShares`) of a weighted regression, listwise. An association, not
 * a cause; read it with its stability (`driverStability`).
 * @returns the drivers, or the refusal of the regression
 * @throws {RangeError} as `linearRegression` and `importanceShares` (at most 10 predictors)
 */
export function drivers(
  design: SurveyDesign,
  outcome: Float64Array,
  predictors: readonly Float64Array[],
  inside: Uint8Array | null = null,
): Drivers | RegressionRefusal {
  const regression = linearRegression(design, outcome, predictors, inside)
  if (regression.kind === 'refusal') return regression
  const correlations = toCorrelations(regression.moments)
  const lmg = importanceShares(correlations)
  const whole = lmg.reduce((sum, value) => sum + value, 0)
  const { inverse } = symmetricInverse(correlations.slice(1).map((row) => row.slice(1)))
  const varianceInflation = inverse.map((row, k) => row[k] as number)
  return {
    kind: 'drivers',
    regression,
    correlations,
    lmg,
    lmgShares: lmg.map((value) => (whole > 0 ? value / whole : 0)),
    alone: (correlations[0] as readonly number[]).slice(1).map((correlation) => correlation * correlation),
    last: regression.standardised.map((slope, k) => (slope * slope) / (varianceInflation[k] as number)),
    relativeWeights: relativeWeights(correlations),
    varianceInflation,
  }
}

/** Covariances to correlations; a column without variation has correlation 0 with all others. */
export function toCorrelations(moments: readonly (readonly number[])[]): number[][] {
  const scale = moments.map((row, k) => ((row[k] as number) > 0 ? 1 / Math.sqrt(row[k] as number) : 0))
  return moments.map((row, j) => row.map((value, k) => (j === k ? 1 : value * (scale[j] as number) * (scale[k] as number))))
}
