import { compensatedSum } from './compensated-sum.ts'
import { domainFreedom } from './domain-freedom.ts'
import { studentPValue } from './student-t.ts'
import { linearisedVariance, type SurveyDesign } from './survey-design.ts'
import { symmetricInverse } from './symmetric-matrix.ts'

export type Regression = {
  readonly kind: 'regression'
  readonly respondents: number
  /** Intercept first, then the predictors as given. */
  readonly coefficients: readonly number[]
  readonly covariance: readonly (readonly number[])[]
  readonly standardErrors: readonly number[]
  readonly tValues: readonly number[]
  readonly pValues: readonly number[]
  /** PSUs minus strata among the respondents, plus 1, minus the number of coefficients. */
  readonly residualFreedom: number
  readonly rSquared: number
  readonly adjustedRSquared: number
  /** Coefficients of standardised variables, predictors only. */
  readonly standardised: readonly number[]
  /** Linearised columns of the coefficients, weight included. */
  readonly influences: readonly Float64Array[]
  /** Weighted means of outcome and predictors over the respondents, outcome first. */
  readonly means: readonly number[]
  /** Weighted covariances (with 1 / sum w) of outcome and predictors, outcome first. */
  readonly moments: readonly (readonly number[])[]
}

export type RegressionRefusal = {
  readonly kind: 'refusal'
  /**
   * too-few-answers: fewer complete respondents or PSUs than coefficients need. all-equal: the outcome or a predictor has no
   * variation. collinear: a predictor is a combination of the others.
   */
  readonly reason: 'too-few-answers' | 'all-equal' | 'collinear'
  /** Place of the predictor (from 0), -1 for the outcome, null where it is nobody's. */
  readonly column: number | null
  readonly detail: string
}

/** Rows with outcome and all predictors answered and a positive weight: listwise. */
export function completeRows(design: SurveyDesign, columns: readonly Float64Array[], inside: Uint8Array | null = null): Uint8Array {
  return Uint8Array.from({ length: design.rows }, (_, row) =>
    inside?.[row] !== 0 && (design.weights[row] as number) > 0 && columns.every((column) => !Number.isNaN(column[row] as number)) ? 1 : 0,
  )
}

/** Weighted means and covariances (with 1 / sum w) of columns over the rows inside. */
export function weightedMoments(weights: Float64Array, columns: readonly Float64Array[], inside: Uint8Array) {
  const base = compensatedSum(weights.map((weight, row) => (inside[row] === 1 ? weight : 0)))
  const average = (term: (row: number) => number) =>
    compensatedSum(weights.map((weight, row) => (inside[row] === 1 ? weight * term(row) : 0))) / base
  const means = columns.map((column) => average((row) => column[row] as number))
  const centred = columns.map((column, k) => column.map((value) => value - (means[k] as number)))
  const covariance = centred.map((left) => centred.map((right) => average((row) => (left[row] as number) * (right[row] as number))))
  return { base, means, centred, covariance }
}

/**
 * Weighted least squares with standard errors of the design.
 *
 *   b = (X'WX)^-1 X'Wy;  V = A V(sum w x e) A, A = (X'WX)^-1, e = y - x b, the middle by linearisation over PSU totals
 *
 * Listwise: respondents who miss the outcome or any predictor are outside (zero influence). Computed on centred variables.
 * @returns the regression, or a refusal that names the column without variation or of its own
 * @throws {RangeError} without a predictor, or on columns whose length is not that of the design
 * @see Binder (1983), International Statistical Review 51; R survey::svyglm
 */
export function linearRegression(
  design: SurveyDesign,
  outcome: Float64Array,
  predictors: readonly Float64Array[],
  inside: Uint8Array | null = null,
): Regression | RegressionRefusal {
  const columns = [outcome, ...predictors]
  if (predictors.length === 0) throw new RangeError('linearRegression requires a predictor')
  if (columns.some((column) => column.length !== design.rows))
    throw new RangeError(`linearRegression requires columns of ${design.rows} rows`)
  const complete = completeRows(design, columns, inside)
  const respondents = complete.reduce((sum, value) => sum + value, 0)
  const count = predictors.length
  const residualFreedom = domainFreedom(design, null, complete).degreesOfFreedom - count
  const refuse = (reason: RegressionRefusal['reason'], column: number | null, detail: string): RegressionRefusal => ({
    kind: 'refusal',
    reason,
    column,
    detail,
  })
  if (!(residualFreedom > 0 && respondents > count + 1))
    return refuse(
      'too-few-answers',
      null,
      `${respondents} complete respondents leave ${residualFreedom} degrees of freedom for ${count} predictors`,
    )
  const { base, means, centred, covariance: moments } = weightedMoments(design.weights, columns, complete)
  const still = moments.findIndex((row, k) => !((row[k] as number) > 1e-24 * (means[k] as number) ** 2))
  if (still >= 0) return refuse('all-equal', still - 1, `column ${still - 1} has no variation among the complete respondents`)
  const { inverse, aliased } = symmetricInverse(moments.slice(1).map((row) => row.slice(1)))
  if (aliased[0] !== undefined) return refuse('collinear', aliased[0], `predictor ${aliased[0]} is a combination of those before it`)
  const withOutcome = (moments[0] as number[]).slice(1)
  const slopes = inverse.map((row) => row.reduce((sum, value, k) => sum + value * (withOutcome[k] as number), 0))
  const intercept = (means[0] as number) - slopes.reduce((sum, slope, k) => sum + slope * (means[k + 1] as number), 0)

  const residual = (row: number) =>
    (centred[0]?.[row] as number) - slopes.reduce((sum, slope, k) => sum + slope * (centred[k + 1]?.[row] as number), 0)
  const residuals = Float64Array.from({ length: design.rows }, (_, row) =>
    complete[row] === 1 ? ((design.weights[row] as number) / base) * residual(row) : 0,
  )
  // Influence of a slope: row of (X'WX)^-1 times the centred x, times w e; of the intercept: what the means make of it.
  const slopeColumns = inverse.map((row) =>
    residuals.map((value, i) =>
      value === 0 ? 0 : value * row.reduce((sum, entry, k) => sum + entry * (centred[k + 1]?.[i] as number), 0),
    ),
  )
  const interceptColumn = residuals.map(
    (value, i) => value - slopeColumns.reduce((sum, column, k) => sum + (column[i] as number) * (means[k + 1] as number), 0),
  )
  const width = count + 1
  const flat = linearisedVariance(design, [interceptColumn, ...slopeColumns])
  const covariance = Array.from({ length: width }, (_, i) => Array.from({ length: width }, (__, j) => flat[i * width + j] as number))
  const coefficients = [intercept, ...slopes]
  const standardErrors = covariance.map((row, i) => Math.sqrt(row[i] as number))
  const tValues = coefficients.map((value, i) => (value === 0 ? 0 : value / (standardErrors[i] as number)))
  const explained = slopes.reduce((sum, slope, k) => sum + slope * (withOutcome[k] as number), 0)
  const rSquared = explained / (moments[0]?.[0] as number)
  return {
    kind: 'regression',
    respondents,
    coefficients,
    covariance,
    standardErrors,
    tValues,
    pValues: tValues.map((t) => studentPValue(t, residualFreedom)),
    residualFreedom,
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (respondents - 1)) / (respondents - count - 1),
    standardised: slopes.map((slope, k) => slope * Math.sqrt((moments[k + 1]?.[k + 1] as number) / (moments[0]?.[0] as number))),
    influences: [interceptColumn, ...slopeColumns],
    means,
    moments,
  }
}
