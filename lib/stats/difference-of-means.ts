import { linearisedMean, type RowMask } from './linearised-mean.ts'
import type { MeanEstimate } from './mean-estimate.ts'
import { normalPValue } from './normal.ts'
import { studentPValue } from './student-t.ts'
import { linearisedVariance, type SurveyDesign } from './survey-design.ts'

export type IndependentDifference = {
  readonly difference: number
  readonly standardError: number
  readonly statistic: number
  readonly normalPValue: number
  /** Degrees of freedom of the two designs added. */
  readonly sumOfFreedom: number
  readonly sumPValue: number
  /** (V1 + V2)^2 / (V1^2 / df1 + V2^2 / df2). */
  readonly satterthwaiteFreedom: number
  readonly satterthwaitePValue: number
}

/**
 * Difference to - from of the means of two independent samples: variances add.
 *
 * @throws {RangeError} where a mean has no standard error, a design no degrees of freedom, or both variances are 0
 * @see Welch (1947); Satterthwaite (1946)
 */
export function independentDifference(from: MeanEstimate, to: MeanEstimate): IndependentDifference {
  if (from.standardError === null || to.standardError === null) {
    throw new RangeError('independentDifference requires means with standard errors')
  }
  const before = from.standardError ** 2
  const after = to.standardError ** 2
  if (!(before + after > 0 && from.degreesOfFreedom > 0 && to.degreesOfFreedom > 0)) {
    throw new RangeError('independentDifference requires variance and degrees of freedom')
  }
  const difference = to.mean - from.mean
  const standardError = Math.sqrt(before + after)
  const statistic = difference / standardError
  const sumOfFreedom = from.degreesOfFreedom + to.degreesOfFreedom
  const satterthwaiteFreedom = (before + after) ** 2 / (before ** 2 / from.degreesOfFreedom + after ** 2 / to.degreesOfFreedom)
  return {
    difference,
    standardError,
    statistic,
    normalPValue: normalPValue(statistic),
    sumOfFreedom,
    sumPValue: studentPValue(statistic, sumOfFreedom),
    satterthwaiteFreedom,
    satterthwaitePValue: studentPValue(statistic, satterthwaiteFreedom),
  }
}

export type DomainMeans = {
  readonly kind: 'means'
  readonly means: readonly number[]
  /** Row-major, as many rows and columns as domains. */
  readonly covariance: Float64Array
  readonly degreesOfFreedom: number
}

/** A domain by its place in the list that nobody answered in. */
export type EmptyDomain = { readonly kind: 'refusal'; readonly reason: 'all-missing'; readonly domain: number }

/**
 * Means of several domains of one design with their covariance: domains that share clusters are not independent (two waves in
 * the same villages, units against the whole that holds them).
 *
 * @throws {RangeError} as `linearisedMean`
 */
export function domainMeans(design: SurveyDesign, values: Float64Array, domains: readonly RowMask[]): DomainMeans | EmptyDomain {
  const means = domains.map((inside) => linearisedMean(design, values, inside))
  const empty = means.findIndex(({ respondents }) => respondents === 0)
  if (empty >= 0) return { kind: 'refusal', reason: 'all-missing', domain: empty }
  const covariance = linearisedVariance(
    design,
    means.map(({ influence }) => influence),
  )
  return { kind: 'means', means: means.map(({ mean }) => mean), covariance, degreesOfFreedom: design.degreesOfFreedom }
}

export type Contrast = {
  readonly estimate: number
  readonly standardError: number
  readonly degreesOfFreedom: number
  /** Estimate over standard error, and its two-sided p; null where the standard error is 0: then nothing can be tested. */
  readonly statistic: number | null
  readonly normalPValue: number | null
  readonly pValue: number | null
}

/**
 * A weighted sum of domain means, c'm with V = c'Vc: (-1, 1) is a change, (1, -1) a unit against the whole,
 * (x - mean x) / sum (x - mean x)^2 the slope over x.
 *
 * @throws {RangeError} unless there is one coefficient for each mean
 */
export function contrast({ means, covariance, degreesOfFreedom }: DomainMeans, coefficients: readonly number[]): Contrast {
  if (coefficients.length !== means.length)
    throw new RangeError(`contrast requires ${means.length} coefficients, got ${coefficients.length}`)
  const size = means.length
  let estimate = 0
  let variance = 0
  for (let row = 0; row < size; row++) {
    const left = coefficients[row] as number
    estimate += left * (means[row] as number)
    for (let at = 0; at < size; at++) variance += left * (covariance[row * size + at] as number) * (coefficients[at] as number)
  }
  const standardError = Math.sqrt(Math.max(0, variance))
  const statistic = standardError > 0 ? estimate / standardError : null
  return {
    estimate,
    standardError,
    degreesOfFreedom,
    statistic,
    normalPValue: statistic === null ? null : normalPValue(statistic),
    pValue: statistic === null ? null : studentPValue(statistic, degreesOfFreedom),
  }
}

/**
 * Coefficients that make `contrast` the slope of the means over x by unweighted least squares: (x - mean x) / sum (x - mean x)^2.
 *
 * @throws {RangeError} unless two x differ
 */
export function slopeCoefficients(x: readonly number[]): number[] {
  const middle = x.reduce((sum, one) => sum + one, 0) / x.length
  const spread = x.reduce((sum, one) => sum + (one - middle) ** 2, 0)
  if (!(spread > 0)) throw new RangeError('slopeCoefficients requires two values that differ')
  return x.map((one) => (one - middle) / spread)
}
