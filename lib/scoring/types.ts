/**
 * The words of the scoring library. Plain readonly data: nothing here knows a database, a clock or a screen.
 */

/** Why there is no number. A refusal is a result, never 0, NaN or null. */
export type RefusalReason = 'too-few-answers' | 'all-missing' | 'single-psu' | 'not-comparable' | 'all-equal'

export type Refusal = {
  readonly kind: 'refusal'
  readonly reason: RefusalReason
  /** People who answered, so that a screen can say how far it was. */
  readonly respondents: number
  readonly effectiveSampleSize: number
  /** A sentence for logs and tests, in English; screens word the reason themselves. */
  readonly detail: string
}

/** A number with its doubt. Unrounded. */
export type Estimate = {
  readonly kind: 'estimate'
  readonly value: number
  readonly standardError: number
  readonly lower: number
  readonly upper: number
  /** Confidence level of lower..upper, 0.95 by default. */
  readonly level: number
  readonly degreesOfFreedom: number
  readonly respondents: number
  /** Kish effective sample size, (sum w)^2 / sum w^2; for a composite that of its weakest part. */
  readonly effectiveSampleSize: number
  /** Variance over that of a simple random sample of the same size; null for composites. */
  readonly designEffect: number | null
  /** Weighted share (0..1) of "don't know" among those asked; null where the indicator has none. */
  readonly dontKnowShare: number | null
  /** Name of the interval's method, e.g. "wald-t", "bounded-…". */
  readonly intervalMethod: string
}

export type EstimateOrRefusal = Estimate | Refusal

// ---------------------------------------------------------------- index model

export type Indicator = {
  readonly code: string
  /** Which instrument asks it: an answer sheet with this id must be given. */
  readonly instrument: string
  /** Items (ids of the codebook). One for `mean` and `share`, several for `count`. */
  readonly items: readonly string[]
  /**
   * mean: mean of the item's codes. share: share (0..1) of answers whose code is in `codes`.
   * count: number of items whose code is in `codes`, n_agree / n_answered * n_items, from at least half of the items answered.
   */
  readonly kind: 'mean' | 'share' | 'count'
  readonly codes?: readonly number[]
  /** Fixed goalposts on the raw scale of the indicator; frozen with the model. */
  readonly min: number
  readonly max: number
  readonly direction: 'higher-is-better' | 'lower-is-better'
  /**
   * Only respondents whose answer to this item of the same instrument is one of the codes are in the base (e.g. one procedure of the
   * one-stop desk); anyone else, don't know and missing included, is outside the indicator's domain.
   */
  readonly where?: { readonly item: string; readonly codes: readonly number[] }
  /** excluded: not in the base. zero: counts as the worst goalpost, `min` where higher is better (knowledge questions). */
  readonly dontKnow: 'excluded' | 'zero'
  /** Equal in two model versions exactly when the two may be compared. */
  readonly comparabilityKey: string
}

export type Component = { readonly code: string; readonly indicators: readonly Indicator[] }
export type Dimension = { readonly code: string; readonly components: readonly Component[] }

/** An index model is data. k of a dimension is the number of its components. */
export type IndexModel = {
  readonly id: string
  readonly version: string
  readonly rule: 'papi'
  readonly dimensions: readonly Dimension[]
}

// ---------------------------------------------------------------- samples

export type SampleDesign = {
  /** Design or raked weight of each respondent; positive and finite. */
  readonly weights: Float64Array
  /** Stratum number of each respondent, 0..H-1. */
  readonly strata: Int32Array
  /** PSU number of each respondent (unique over strata); null = every respondent is its own PSU. */
  readonly clusters: Int32Array | null
  /** Population number of PSUs by stratum, for the finite population correction; null = none. Never used in a change. */
  readonly populationSizes: Float64Array | null
  /** Self-selected answers (QR) are no random sample: words say "among those who answered". */
  readonly selfSelected: boolean
}

/** Coded answers of one instrument in one wave, a column an item. NaN = missing (no answer, or not asked). */
export type AnswerSheet = {
  readonly instrument: string
  readonly respondents: number
  readonly items: Readonly<Record<string, Float64Array>>
  /** The code that means "don't know / not used" in every item's column. */
  readonly dontKnowCode: number
  readonly design: SampleDesign
  /** Mode number of each respondent (poster, slip, kiosk, enumerator, paper, import): the mix decides about comparability. */
  readonly modes: Int16Array
}

/** A part of a sheet's respondents, e.g. one school: 1 inside, 0 outside. Zero influence outside. */
export type Domain = Readonly<Record<string, Uint8Array>>

export type ScoringOptions = {
  /** Default 0.95. */
  readonly level?: number
  /** Fewest people behind any number. Default 5. */
  readonly minimumRespondents?: number
  /** Smallest Kish effective n behind a score. Default 30. */
  readonly minimumEffectiveSampleSize?: number
  /** Restrict each sheet (by instrument id) to a domain. */
  readonly domain?: Domain
  /** Stratum and PSU numbers mean the same strata and PSUs in both waves (villages drawn once): their covariance is kept. Default false. */
  readonly sharedClusters?: boolean
}

export type IndicatorScore = {
  readonly code: string
  readonly component: string
  readonly dimension: string
  /** Mean of the values, clipped to the goalposts, on the indicator's own scale: the score is a straight line of it. */
  readonly raw: EstimateOrRefusal
  /** On 1..10. */
  readonly score: EstimateOrRefusal
}
export type ComponentScore = {
  readonly code: string
  readonly dimension: string
  readonly k: number
  /** On 1/k..10/k, as PAPI adds it. */
  readonly score: EstimateOrRefusal
  /** The same times k, on 1..10, as screens show it. */
  readonly scoreOutOfTen: EstimateOrRefusal
  readonly indicatorsUsed: readonly string[]
  readonly indicatorsLeftOut: readonly { readonly code: string; readonly reason: RefusalReason }[]
}
export type DimensionScore = {
  readonly code: string
  readonly k: number
  readonly score: EstimateOrRefusal
  readonly componentsUsed: readonly string[]
  readonly componentsLeftOut: readonly { readonly code: string; readonly reason: RefusalReason }[]
}
export type WaveScores = {
  readonly modelId: string
  readonly modelVersion: string
  readonly rule: 'papi'
  readonly indicators: readonly IndicatorScore[]
  readonly components: readonly ComponentScore[]
  readonly dimensions: readonly DimensionScore[]
  /** Sum of the dimensions, 8..80 with eight of them. */
  readonly index: EstimateOrRefusal
  readonly selfSelected: boolean
}

// ---------------------------------------------------------------- change between waves

export type Verdict = 'rose' | 'fell' | 'no-clear-change' | 'not-comparable'

export type Change = {
  readonly kind: 'change'
  /** Both on the common core, same k. */
  readonly from: Estimate
  readonly to: Estimate
  readonly difference: number
  readonly standardError: number
  readonly lower: number
  readonly upper: number
  readonly level: number
  readonly degreesOfFreedom: number
  readonly pValue: number
  /** Holm, within its family. */
  readonly adjustedPValue: number
  readonly verdict: Verdict
  /** |100 (to - from) / from| >= 5: a custom of PAPI reports, shown beside the verdict, never instead of it. */
  readonly fivePercentMark: boolean
}
export type ChangeOrRefusal = Change | Refusal

export type LeftOut = {
  readonly level: 'indicator' | 'component' | 'dimension'
  readonly code: string
  /** Which rule left it out. */
  readonly why: 'only-from' | 'only-to' | 'key-differs' | 'refused-from' | 'refused-to' | 'mode-mix'
}
/** How the modes (poster, enumerator, …) of one instrument compare between two waves. */
export type ModeMix = {
  readonly instrument: string
  /** Part of the answers, 0..1, that would have to change mode for the two mixes to be equal. */
  readonly distance: number
  /** standardised: both waves were weighted to the average of the two mixes. */
  readonly outcome: 'same' | 'standardised' | 'not-comparable'
}
export type Comparison = {
  readonly indicators: readonly {
    readonly code: string
    readonly component: string
    readonly dimension: string
    readonly change: ChangeOrRefusal
  }[]
  readonly components: readonly {
    readonly code: string
    readonly dimension: string
    readonly k: number
    readonly change: ChangeOrRefusal
  }[]
  readonly dimensions: readonly { readonly code: string; readonly k: number; readonly change: ChangeOrRefusal }[]
  readonly index: ChangeOrRefusal
  /** Components in the common core, out of those of the wider model: "trên 27/28 nội dung". */
  readonly componentsInCore: number
  readonly componentsInAll: number
  readonly leftOut: readonly LeftOut[]
  /** One for each instrument that both waves asked. */
  readonly modeMixes: readonly ModeMix[]
  readonly selfSelected: boolean
}

export type WaveInput = {
  readonly model: IndexModel
  readonly sheets: readonly AnswerSheet[]
  readonly domain?: Domain
}
