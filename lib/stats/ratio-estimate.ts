import { linearisedMean, type RowMask } from './linearised-mean.ts'
import { linearisedVariances, type SurveyDesign } from './survey-design.ts'

export type LinearisedEstimate = {
  readonly kind: 'estimate'
  readonly value: number
  readonly standardError: number
  readonly degreesOfFreedom: number
  readonly respondents: number
  readonly influence: Float64Array
}

export type NoEstimate = { readonly kind: 'refusal'; readonly reason: 'all-missing' | 'zero-denominator'; readonly respondents: number }

/**
 * Weighted total T = sum w y over the answered rows, with V(T) from z = w y. Missing answers add nothing: the total is that of
 * those who answered, not of the population.
 *
 * @throws {RangeError} as `linearisedMean`
 */
export function totalEstimate(design: SurveyDesign, values: Float64Array, inside: RowMask = null): LinearisedEstimate | NoEstimate {
  const { respondents, total } = linearisedMean(design, values, inside)
  if (respondents === 0) return { kind: 'refusal', reason: 'all-missing', respondents }
  const influence = values.map((value, row) =>
    (inside?.[row] ?? 1) === 0 || Number.isNaN(value) ? 0 : (design.weights[row] as number) * value,
  )
  return estimateOf(design, total, influence, respondents)
}

/**
 * Ratio of two weighted totals, R = sum w y / sum w x over rows where both are known, with V(R) from z = w (y - R x) / sum w x.
 *
 * @throws {RangeError} as `linearisedMean`
 * @see Sarndal, Swensson, Wretman (1992), 5.6
 */
export function ratioEstimate(
  design: SurveyDesign,
  numerator: Float64Array,
  denominator: Float64Array,
  inside: RowMask = null,
): LinearisedEstimate | NoEstimate {
  const isKnown = (row: number) => !Number.isNaN(numerator[row]) && !Number.isNaN(denominator[row]) && (inside?.[row] ?? 1) === 1
  const known = Uint8Array.from({ length: design.rows }, (_, row) => (isKnown(row) ? 1 : 0))
  const above = linearisedMean(design, numerator, known)
  const below = linearisedMean(design, denominator, known)
  const { respondents } = above
  if (respondents === 0) return { kind: 'refusal', reason: 'all-missing', respondents }
  if (below.total === 0) return { kind: 'refusal', reason: 'zero-denominator', respondents }
  const ratio = above.total / below.total
  const influence = design.weights.map((weight, row) =>
    isKnown(row) ? (weight * ((numerator[row] as number) - ratio * (denominator[row] as number))) / below.total : 0,
  )
  return estimateOf(design, ratio, influence, respondents)
}

function estimateOf(design: SurveyDesign, value: number, influence: Float64Array, respondents: number): LinearisedEstimate {
  const standardError = Math.sqrt(linearisedVariances(design, [influence])[0] as number)
  return { kind: 'estimate', value, standardError, degreesOfFreedom: design.degreesOfFreedom, respondents, influence }
}
