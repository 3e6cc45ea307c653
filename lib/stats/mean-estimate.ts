import { domainFreedom } from './domain-freedom.ts'
import { type LinearisedMean, linearisedMean, type RowMask } from './linearised-mean.ts'
import { linearisedVariances, type SurveyDesign } from './survey-design.ts'

/**
 * Why a standard error must not be read as precision: one respondent, or all respondents of the domain in one PSU (standard
 * error null); or no two answers differ (standard error 0, which says nothing about those who were not asked).
 */
export type Caution = 'one-respondent' | 'one-psu' | 'no-variation'

export type NoRespondents = {
  readonly kind: 'refusal'
  readonly reason: 'all-missing'
  readonly missing: number
  readonly zeroWeights: number
}

export type MeanEstimate = LinearisedMean & {
  readonly kind: 'mean'
  readonly standardError: number | null
  readonly caution: Caution | null
  /** PSUs minus strata of the full design. */
  readonly degreesOfFreedom: number
  /** PSUs minus strata inside the domain, answered or not. */
  readonly domainDegreesOfFreedom: number
  /** PSUs minus strata among the respondents. */
  readonly answeredDegreesOfFreedom: number
  /** V / (V_srs (1 - n / sum w)); null without variance, or where the weights do not sum to a population (sum w <= n). */
  readonly designEffect: number | null
  /** V / V_srs, V_srs = s^2 / n with s^2 = n / (n - 1) sum w (y - m)^2 / sum w; null without variance. */
  readonly replacementDesignEffect: number | null
}

/** Below this part of the answers' own variance a design variance is rounding noise, and is 0. */
const NOISE = 1e-24

/** A design variance with rounding noise taken off: exactly 0 where it is below 1e-24 of the variance of the answers. */
export function withoutNoise(variance: number, populationVariance: number): number {
  return variance <= NOISE * populationVariance ? 0 : variance
}

/**
 * Weighted mean of a domain with its linearised standard error, design effects and degrees of freedom.
 *
 * Missing answers and rows of weight zero are outside; every PSU of the full design stays in the variance. A domain without
 * respondents is refused; a standard error that the data cannot carry is null, with the caution that says why.
 * @throws {RangeError} as `linearisedMean`
 * @see R survey::svymean, svyby; Kish, Survey Sampling (1965), 8.2 for the design effect
 */
export function meanEstimate(design: SurveyDesign, values: Float64Array, inside: RowMask = null): MeanEstimate | NoRespondents {
  const mean = linearisedMean(design, values, inside)
  const { respondents, missing, zeroWeights, populationVariance, sumOfWeights } = mean
  if (respondents === 0) return { kind: 'refusal', reason: 'all-missing', missing, zeroWeights }
  const freedom = domainFreedom(design, values, inside)
  const caution = respondents === 1 ? 'one-respondent' : freedom.psus === 1 ? 'one-psu' : mean.allEqual ? 'no-variation' : null
  const variance = withoutNoise(linearisedVariances(design, [mean.influence])[0] as number, populationVariance)
  const isKnown = caution === null || caution === 'no-variation'
  const simpleVariance = populationVariance / (respondents - 1)
  const replacementDesignEffect = isKnown && simpleVariance > 0 ? variance / simpleVariance : null
  const unsampled = 1 - respondents / sumOfWeights
  return {
    ...mean,
    kind: 'mean',
    standardError: isKnown ? Math.sqrt(variance) : null,
    caution,
    degreesOfFreedom: design.degreesOfFreedom,
    domainDegreesOfFreedom: domainFreedom(design, null, inside).degreesOfFreedom,
    answeredDegreesOfFreedom: freedom.degreesOfFreedom,
    designEffect: replacementDesignEffect !== null && unsampled > 0 ? replacementDesignEffect / unsampled : null,
    replacementDesignEffect,
  }
}

/** Means of one variable by group: the crossing of one or more keys, in the order of their codes; -1 = in no group. */
export function meansBy(
  design: SurveyDesign,
  values: Float64Array,
  keys: readonly Int32Array[],
): { readonly group: readonly number[]; readonly mean: MeanEstimate | NoRespondents }[] {
  const rowsOfGroup = new Map<string, { group: number[]; inside: Uint8Array }>()
  for (let row = 0; row < design.rows; row++) {
    const group = keys.map((key) => key[row] as number)
    if (group.some((code) => code < 0)) continue
    const name = group.join(' ')
    const entry = rowsOfGroup.get(name) ?? { group, inside: new Uint8Array(design.rows) }
    entry.inside[row] = 1
    rowsOfGroup.set(name, entry)
  }
  return [...rowsOfGroup.values()]
    .sort((one, other) => compareCodes(one.group, other.group))
    .map(({ group, inside }) => ({ group, mean: meanEstimate(design, values, inside) }))
}

function compareCodes(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((code, key) => code !== other[key])
  return at < 0 ? 0 : (one[at] as number) - (other[at] as number)
}
