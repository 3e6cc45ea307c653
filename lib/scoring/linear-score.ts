import {
  BOUNDED_INTERVAL_METHOD,
  boundedInterval,
  domainFreedom,
  linearisedMean,
  linearisedVariance,
  type RowMask,
  type SurveyDesign,
} from '../stats/index.ts'
import { refuse } from './refuse.ts'
import type { Thresholds } from './score-indicator.ts'
import type { EstimateOrRefusal } from './types.ts'

/** A figure as a linear form of a sheet's answers: its value, its linearised variable, and who stands behind it. */
export type LinearScore = {
  readonly value: number
  readonly influence: Float64Array
  /** Of a mean of several: those of the weakest. */
  readonly respondents: number
  readonly effectiveSampleSize: number
  /** PSUs minus strata among those who answered. */
  readonly baseFreedom: number
  /** PSUs that hold a respondent. */
  readonly psus: number
  readonly minimum: number
  readonly maximum: number
}

/** Weighted mean of a column (NaN = not in the base) as a linear score on the given range. */
export function linearMean(
  design: SurveyDesign,
  values: Float64Array,
  inside: RowMask,
  [minimum, maximum]: readonly [number, number],
): LinearScore {
  const { mean, influence, respondents, effectiveSampleSize } = linearisedMean(design, values, inside)
  const { degreesOfFreedom, psus } = domainFreedom(design, values, inside)
  return { value: mean, influence, respondents, effectiveSampleSize, baseFreedom: degreesOfFreedom, psus, minimum, maximum }
}

/** Plain mean of several linear scores of one sheet: covariances between items of the same people are kept. */
export function meanOfScores(scores: readonly LinearScore[]): LinearScore {
  const [first] = scores
  if (!first) throw new RangeError('meanOfScores requires a score')
  const share = 1 / scores.length
  const influence = new Float64Array(first.influence.length)
  for (const score of scores)
    for (let row = 0; row < influence.length; row++) influence[row] = (influence[row] as number) + share * (score.influence[row] as number)
  const mean = (pick: (score: LinearScore) => number) => scores.reduce((sum, score) => sum + pick(score), 0) * share
  const least = (pick: (score: LinearScore) => number) => Math.min(...scores.map(pick))
  return {
    value: mean((score) => score.value),
    influence,
    respondents: least((score) => score.respondents),
    effectiveSampleSize: least((score) => score.effectiveSampleSize),
    baseFreedom: Math.max(...scores.map((score) => score.baseFreedom)),
    psus: least((score) => score.psus),
    minimum: mean((score) => score.minimum),
    maximum: mean((score) => score.maximum),
  }
}

/** The same figure on another scale: factor * value, e.g. 1..5 to per cent. */
export function scaleScore(score: LinearScore, factor: number): LinearScore {
  return {
    ...score,
    value: factor * score.value,
    influence: score.influence.map((one) => factor * one),
    minimum: factor * score.minimum,
    maximum: factor * score.maximum,
  }
}

/** A linear score with its bounded interval, or the refusal that the thresholds ask for. */
export function toScore(design: SurveyDesign, score: LinearScore, thresholds: Thresholds, name: string): EstimateOrRefusal {
  const { respondents, effectiveSampleSize, minimum, maximum } = score
  const no = (reason: 'all-missing' | 'too-few-answers' | 'single-psu', detail: string) =>
    refuse(reason, `${name}: ${detail}`, respondents, effectiveSampleSize)
  if (respondents === 0) return no('all-missing', 'nobody gave an answer')
  if (respondents < thresholds.minimumRespondents)
    return no('too-few-answers', `${respondents} answers, ${thresholds.minimumRespondents} wanted`)
  if (effectiveSampleSize < thresholds.minimumEffectiveSampleSize * (1 - 1e-12))
    return no('too-few-answers', `effective n ${effectiveSampleSize}, ${thresholds.minimumEffectiveSampleSize} wanted`)
  if (score.psus < 2) return no('single-psu', 'all who answered belong to one primary sampling unit')
  const standardError = Math.sqrt(linearisedVariance(design, [score.influence])[0] as number)
  const degreesOfFreedom = Math.max(1, Math.min(score.baseFreedom, design.degreesOfFreedom))
  const value = Math.min(maximum, Math.max(minimum, score.value))
  const [lower, upper] = boundedInterval({
    ...thresholds,
    estimate: value,
    standardError,
    degreesOfFreedom,
    effectiveSampleSize,
    minimum,
    maximum,
  })
  return {
    kind: 'estimate',
    value,
    standardError,
    lower,
    upper,
    level: thresholds.level,
    degreesOfFreedom,
    respondents,
    effectiveSampleSize,
    designEffect: null,
    dontKnowShare: null,
    intervalMethod: BOUNDED_INTERVAL_METHOD,
  }
}
