import { type Calibration, calibratedInfluence } from './calibrated-influence.ts'
import type { NoAnswers } from './distribution.ts'
import { linearisedMean, type RowMask } from './linearised-mean.ts'
import { linearisedVariance, type SurveyDesign } from './survey-design.ts'

export type CalibratedMean = {
  readonly kind: 'mean'
  readonly value: number
  readonly standardError: number
  readonly respondents: number
  readonly degreesOfFreedom: number
}

/**
 * Weighted mean with raked or post-stratified weights, and its standard error from calibration residuals.
 *
 *   m = sum w y / sum w with the final weights;  V by linearisation of w_i (z_i - x_i b), see `calibratedInfluence`
 *
 * @param design the design with the weights before calibration; strata, clusters and population sizes are taken from it
 * @throws {RangeError} as `linearisedMean` and `calibratedInfluence`
 */
export function calibratedMean(
  design: SurveyDesign,
  calibration: Calibration,
  values: Float64Array,
  inside: RowMask = null,
): CalibratedMean | NoAnswers {
  const { mean, influence, respondents, missing } = linearisedMean({ ...design, weights: calibration.weights }, values, inside)
  if (respondents === 0) return { kind: 'refusal', reason: 'all-missing', detail: `none of ${missing} people answered` }
  const [variance] = linearisedVariance(design, [calibratedInfluence(calibration)(influence)])
  return { kind: 'mean', value: mean, standardError: Math.sqrt(variance as number), respondents, degreesOfFreedom: design.degreesOfFreedom }
}
