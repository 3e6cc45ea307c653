import { domainFreedom, type LinearisedMean, linearisedMean } from '../stats/index.ts'
import type { PlacedIndicator } from './check-model.ts'
import { indicatorValues } from './indicator-values.ts'
import { refuse } from './refuse.ts'
import type { SheetSample } from './sheet-sample.ts'
import type { Refusal } from './types.ts'

export type Thresholds = { readonly level: number; readonly minimumRespondents: number; readonly minimumEffectiveSampleSize: number }

/** An indicator on 1..10 with its linearised variable, ready to be added into components, dimensions and the index. */
export type ScoredIndicator = PlacedIndicator & {
  readonly score: number
  readonly influence: Float64Array
  readonly respondents: number
  readonly effectiveSampleSize: number
  /** PSUs minus strata among those who answered, at least 1. */
  readonly baseFreedom: number
  /** Variance of the mean if the same people were a simple random sample, on the scale of the score. */
  readonly simpleVariance: number
  readonly dontKnowShare: number | null
}

/** A group of modes: its share in the mix to standardise to, and its respondents. */
export type ModeRows = { readonly share: number; readonly rows: Uint8Array }

export type IndicatorResult = ScoredIndicator | (PlacedIndicator & { readonly refusal: Refusal })

export function isScored(result: IndicatorResult): result is ScoredIndicator {
  return 'score' in result
}

/**
 * Scores one indicator from its sample by the PAPI rule.
 *
 *   s = 1 + 9 (x - min) / (max - min), or 1 + 9 (max - x) / (max - min) where lower is better; x clipped to min..max
 *
 * Refused where nobody answered (all-missing), too few did (too-few-answers, people or Kish's effective number), or all who
 * answered belong to one PSU of a clustered design (single-psu). Refusals, not numbers, since nothing can be said.
 */
export function scoreIndicator(
  placed: PlacedIndicator,
  sample: SheetSample | undefined,
  thresholds: Thresholds,
  modeGroups: readonly ModeRows[] = [],
): IndicatorResult {
  const { indicator } = placed
  if (sample === undefined) return { ...placed, refusal: refuse('all-missing', `no sheet of the instrument ${indicator.instrument}`) }
  const { values, dontKnow } = indicatorValues(indicator, sample.sheet)
  const mean = modeGroups.length > 0 ? standardisedMean(sample, values, modeGroups) : linearisedMean(sample.design, values, sample.inside)
  const { respondents, effectiveSampleSize } = mean
  const refused = (reason: Refusal['reason'], detail: string) => ({
    ...placed,
    refusal: refuse(reason, `${indicator.code}: ${detail}`, respondents, effectiveSampleSize),
  })
  if (respondents === 0) return refused('all-missing', 'nobody gave an answer')
  if (respondents < thresholds.minimumRespondents) {
    return refused('too-few-answers', `${respondents} answers, ${thresholds.minimumRespondents} wanted`)
  }
  // Equal weights must give their number, whatever the last bit of the quotient says.
  if (effectiveSampleSize < thresholds.minimumEffectiveSampleSize * (1 - 1e-12)) {
    return refused('too-few-answers', `effective n ${effectiveSampleSize}, ${thresholds.minimumEffectiveSampleSize} wanted`)
  }
  const freedom = domainFreedom(sample.design, values, sample.inside)
  if (freedom.psus < 2) return refused('single-psu', 'all who answered belong to one primary sampling unit')
  const slope = ((indicator.direction === 'higher-is-better' ? 1 : -1) * 9) / (indicator.max - indicator.min)
  const origin = indicator.direction === 'higher-is-better' ? indicator.min : indicator.max
  return {
    ...placed,
    score: Math.min(10, Math.max(1, 1 + slope * (mean.mean - origin))),
    influence: mean.influence.map((one) => slope * one),
    respondents,
    effectiveSampleSize,
    baseFreedom: Math.max(1, freedom.degreesOfFreedom),
    simpleVariance: (slope * slope * mean.populationVariance) / (respondents - 1),
    dontKnowShare: weightedShare(sample, values, dontKnow),
  }
}

/** Weighted share of "don't know" among those asked: who answered or did not know. */
function weightedShare({ design, inside }: SheetSample, values: Float64Array, dontKnow: Uint8Array): number {
  let unknown = 0
  let asked = 0
  for (let row = 0; row < design.rows; row++) {
    if (inside !== null && inside[row] === 0) continue
    const weight = design.weights[row] as number
    if (dontKnow[row] === 1) unknown += weight
    if (dontKnow[row] === 1 || !Number.isNaN(values[row])) asked += weight
  }
  return unknown / asked
}

/** sum_g share_g mean_g over groups of modes: the mean that the common mix of modes would give. Missing group: no respondents. */
function standardisedMean({ design }: SheetSample, values: Float64Array, modeGroups: readonly ModeRows[]): LinearisedMean {
  const groups = modeGroups.map(({ share, rows }) => ({ share, of: linearisedMean(design, values, rows) }))
  const sum = (pick: (one: LinearisedMean) => number, weigh: (share: number) => number = (share) => share) =>
    groups.reduce((total, { share, of }) => total + weigh(share) * pick(of), 0)
  const one = () => 1
  const mean = sum((of) => of.mean)
  const isEmpty = groups.some(({ of }) => of.respondents === 0)
  const influence = new Float64Array(design.rows)
  for (const { share, of } of groups) {
    for (let row = 0; row < influence.length; row++) influence[row] = (influence[row] as number) + share * (of.influence[row] as number)
  }
  return {
    mean,
    remainder: 0,
    influence,
    respondents: isEmpty ? 0 : sum((of) => of.respondents, one),
    missing: sum((of) => of.missing, one),
    zeroWeights: 0,
    sumOfWeights: sum((of) => of.sumOfWeights, one),
    total: sum((of) => of.total, one),
    effectiveSampleSize: isEmpty
      ? 0
      : 1 /
        sum(
          (of) => 1 / of.effectiveSampleSize,
          (share) => share * share,
        ),
    populationVariance: sum((of) => of.populationVariance + (of.mean - mean) ** 2),
    allEqual: groups.every(({ of }) => of.allEqual) && new Set(groups.map(({ of }) => of.mean)).size === 1,
  }
}
