import { betaQuantile } from './incomplete-beta.ts'
import type { RowMask } from './linearised-mean.ts'
import { type MeanEstimate, meanEstimate, type NoRespondents } from './mean-estimate.ts'
import { normalQuantile } from './normal.ts'
import { profileInterval } from './profile-interval.ts'
import { studentQuantile } from './student-t.ts'
import type { SurveyDesign } from './survey-design.ts'

export type ProportionMethod = 'logit' | 'beta' | 'mean' | 'asin' | 'likelihood' | 'wilson' | 'wilson-df'

export type ProportionEstimate = MeanEstimate & {
  /** p (1 - p) / V: the simple random sample that would know p as well; null without variance. */
  readonly effectiveAnswers: number | null
  /** The same times (t_(n-1) / t_df)^2, as Korn and Graubard do; null without variance. */
  readonly adjustedEffectiveAnswers: number | null
  /** Interval by method; null where the design variance is 0 or unknown, since no method means anything then (likelihood also where
   * its profile cannot be drawn). */
  readonly intervals: Readonly<Record<ProportionMethod, readonly [lower: number, upper: number] | null>>
}

/**
 * A share p of answers that are 1 (others 0, missing NaN), with the intervals that survey texts use.
 *
 *   logit       plogis(logit p -+ t_df se / (p (1 - p)))
 *   beta        Korn-Graubard: Clopper-Pearson with n* = p (1 - p) / V (t_(n-1) / t_df)^2 answers, n* p of them 1
 *   mean        p -+ t_df se;   asin  sin^2(asin sqrt p -+ t_df se / (2 sqrt(p (1 - p))))
 *   likelihood  profile of the binomial likelihood on the logit scale, scaled by the design effect (`profileInterval`)
 *   wilson      Wilson's score interval with the effective answers; wilson-df with the adjusted ones; both with normal z
 *
 * df = PSUs minus strata among those who answered.
 * @throws {RangeError} on a value other than 0, 1 or NaN; as `linearisedMean`
 * @see Korn and Graubard, Survey Methodology 24 (1998); R survey::svyciprop
 */
export function proportionEstimate(
  design: SurveyDesign,
  values: Float64Array,
  inside: RowMask = null,
  level = 0.95,
): ProportionEstimate | NoRespondents {
  if (values.some((value) => value !== 0 && value !== 1 && !Number.isNaN(value))) {
    throw new RangeError('proportionEstimate requires values 0, 1 or NaN')
  }
  const estimate = meanEstimate(design, values, inside)
  if (estimate.kind === 'refusal') return estimate
  const { mean: p, standardError, respondents, answeredDegreesOfFreedom: df } = estimate
  if (!standardError || df < 1) {
    const none = { logit: null, beta: null, mean: null, asin: null, likelihood: null, wilson: null, 'wilson-df': null }
    return { ...estimate, effectiveAnswers: null, adjustedEffectiveAnswers: null, intervals: none }
  }
  const t = studentQuantile(level, df)
  const effectiveAnswers = (p * (1 - p)) / standardError ** 2
  const adjusted = effectiveAnswers * (studentQuantile(level, respondents - 1) / t) ** 2
  const z = normalQuantile((1 + level) / 2)
  const reach = t * standardError
  const intervals = {
    logit: logitInterval(p, reach),
    beta: betaInterval(p, adjusted, level),
    mean: [p - reach, p + reach] as const,
    asin: arcsineInterval(p, reach),
    likelihood: profileInterval({ share: p, standardError, respondents, reach: t }),
    wilson: wilsonInterval(p, effectiveAnswers, z),
    'wilson-df': wilsonInterval(p, adjusted, z),
  }
  return { ...estimate, effectiveAnswers, adjustedEffectiveAnswers: adjusted, intervals }
}

type Interval = readonly [lower: number, upper: number]

function logitInterval(p: number, reach: number): Interval {
  const middle = Math.log(p / (1 - p))
  const half = reach / (p * (1 - p))
  const back = (x: number) => 1 / (1 + Math.exp(-x))
  return [back(middle - half), back(middle + half)]
}

function betaInterval(p: number, answers: number, level: number): Interval {
  const tail = (1 - level) / 2
  return [betaQuantile(tail, answers * p, answers * (1 - p) + 1), betaQuantile(1 - tail, answers * p + 1, answers * (1 - p))]
}

function arcsineInterval(p: number, reach: number): Interval {
  const middle = Math.asin(Math.sqrt(p))
  const half = reach / (2 * Math.sqrt(p * (1 - p)))
  const back = (x: number) => Math.sin(Math.min(Math.PI / 2, Math.max(0, x))) ** 2
  return [back(middle - half), back(middle + half)]
}

function wilsonInterval(p: number, answers: number, z: number): Interval {
  const square = (z * z) / answers
  const middle = (p + square / 2) / (1 + square)
  const half = (Math.sqrt((p * (1 - p)) / answers + square / (4 * answers)) * z) / (1 + square)
  return [middle - half, middle + half]
}
