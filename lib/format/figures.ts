import type { Certainty } from '@/lib/scoring/named-rules.ts'
import type { LeftOut, RefusalReason, Verdict } from '@/lib/scoring/types.ts'

/**
 * What a screen, a file or the API is given: rows of the release table, named and ordered, nothing computed, nothing rounded.
 */
type Text = { readonly vi: string; readonly en: string }

export type ShownFigure = {
  readonly kind: 'shown'
  readonly value: number
  readonly standardError: number
  readonly lower: number
  readonly upper: number
  readonly respondents: number
  readonly effectiveN: number
  readonly dontKnowShare: number | null
}
export type RefusedFigure = { readonly kind: 'refused'; readonly reason: RefusalReason; readonly respondents: number | null }
export type Figure = ShownFigure | RefusedFigure

export type ChangeFigure =
  | {
      readonly kind: 'shown'
      /** On the common core of both waves: may differ from the wave's own figure, and the screen says so. */
      readonly fromValue: number
      readonly toValue: number
      /** Intervals of fromValue and toValue on that core: what the chart of two years draws. */
      readonly fromInterval: readonly [lower: number, upper: number]
      readonly toInterval: readonly [lower: number, upper: number]
      /** toValue - fromValue, with its own interval. */
      readonly difference: number
      readonly lower: number
      readonly upper: number
      readonly adjustedPValue: number
      readonly verdict: Verdict
      readonly fivePercentMark: boolean
    }
  | RefusedFigure

/** One line of a comparison: a figure of each wave and the change between them. Null = the model of that wave has no such line. */
export type FigurePair = {
  readonly code: string
  readonly name: Text
  /** Scale of the figures: 1..10, or 8..80 for the index. Components are shown on 1..10 (times k). */
  readonly scale: readonly [number, number]
  readonly from: Figure | null
  readonly to: Figure | null
  readonly change: ChangeFigure | null
}

export type IndicatorLine = FigurePair & { readonly source: string }
export type ComponentLine = FigurePair & { readonly indicators: readonly IndicatorLine[] }
export type DimensionLine = FigurePair & { readonly components: readonly ComponentLine[] }

export type SnapshotRef = {
  readonly wave: string
  readonly waveName: string
  readonly snapshotId: string
  readonly takenAt: string
  readonly published: boolean
  readonly closing: boolean
  readonly methodVersion: string
  readonly inputHash: string
  readonly responses: number
}

export type UnitLine = FigurePair & {
  readonly kind: 'village' | 'health-station' | 'primary-school' | 'one-stop-desk' | 'commune'
  /** Live counts of answers, by wave code. */
  readonly answers: Readonly<Record<string, number>>
}

export type BenchmarkPoint = {
  readonly province: string
  readonly year: number
  readonly dimension: string
  readonly value: number | null
  readonly source: string
}

export type CommuneComparisonView = {
  readonly commune: { readonly code: string; readonly name: string; readonly demo: boolean }
  readonly from: SnapshotRef
  readonly to: SnapshotRef
  readonly selfSelected: boolean
  readonly index: FigurePair
  readonly dimensions: readonly DimensionLine[]
  readonly componentsInCore: number
  readonly componentsInAll: number
  readonly leftOut: readonly LeftOut[]
  readonly units: readonly UnitLine[]
  readonly benchmark: readonly BenchmarkPoint[]
  /** How far the index hangs on the method; null where the snapshot has no such figure. */
  readonly sensitivity: SensitivityView | null
  /** What the change of each form is made of; empty between waves that were not compared. */
  readonly decomposition: readonly DecompositionLine[]
}

export type SensitivityView =
  | { readonly kind: 'shown'; readonly variants: number; readonly index: number; readonly least: number; readonly most: number }
  | RefusedFigure

type Effect = { readonly value: number; readonly lower: number; readonly upper: number }
export type DecompositionLine = {
  readonly instrument: string
  readonly name: Text
  /** change = who answered (by age band) + how they answered, on 1..10. */
  readonly figure: { readonly kind: 'shown'; readonly change: Effect; readonly who: Effect; readonly how: Effect } | RefusedFigure
}

export type DistributionLine = {
  readonly item: string
  readonly text: Text
  readonly refused: RefusalReason | null
  readonly respondents: number
  /** Weighted shares of those who gave an opinion, in the order of the scale. */
  readonly shares: readonly { readonly code: number; readonly label: Text; readonly share: number }[]
  readonly dontKnowShare: number | null
}

/** Figures by the rule of a unit's ministry; never compared with the index. */
export type RuleView = {
  readonly rule: 'sipas' | 'moh-qd56' | 'moet'
  readonly wave: string
  readonly figures: readonly {
    readonly code: RuleFigureCode
    readonly scale: 'percent' | 'out-of-five'
    /** How sure we are of the formula. */
    readonly certainty: Certainty
    readonly figure: Figure
  }[]
  /** How many items it counts. */
  readonly items: number
  readonly itemsLeftOut: readonly Text[]
  readonly partsNotAsked: readonly Text[]
}
export type RuleFigureCode =
  | 'sipas.top-two-percent'
  | 'sipas.mean-percent'
  | 'moh-qd56.mean-percent'
  | 'moh-qd56.satisfied-answers-percent'
  | 'moh-qd56.fully-satisfied-percent'
  | 'moet.mean'
  | 'moet.satisfied-answers-percent'

/** A part of a unit's service: how much it goes with overall satisfaction, and how it is scored. */
export type DriverLine = {
  readonly code: string
  readonly name: Text
  /** Share (0..1) of what all parts explain; 5th and 95th percentile over resamples. */
  readonly importance: number
  readonly lower: number
  readonly upper: number
  /** Share (0..1) of resamples in which it came first. */
  readonly first: number
  readonly performance: number
  readonly quadrant: 'improve-first' | 'keep-up' | 'low-priority' | 'possible-overkill'
  readonly isSure: boolean
}
export type DriversView =
  | {
      readonly kind: 'shown'
      readonly wave: string
      readonly respondents: number
      /** Part (0..1) of the differences in satisfaction that goes with the parts. */
      readonly explained: number
      readonly importanceLine: number
      readonly performanceLine: number
      /** The most important first. */
      readonly parts: readonly DriverLine[]
    }
  | { readonly kind: 'refused'; readonly wave: string; readonly reason: RefusalReason; readonly respondents: number | null }

type Limits = {
  readonly effectiveN: number
  /** Within which a unit like the others lies 95 and 99.8 per cent of the time. */
  readonly near: readonly [lower: number, upper: number]
  readonly far: readonly [lower: number, upper: number]
}
/** Where a unit stands among those of its kind, no other named or shown. */
export type StandingView =
  | (Limits & {
      readonly kind: 'shown'
      readonly wave: string
      readonly units: number
      readonly mean: number
      readonly place: 'like-others' | 'unclear' | 'above' | 'below'
      readonly funnel: readonly Limits[]
    })
  /** No other unit of the kind has a score; so few that nothing is told before publication. */
  | { readonly kind: 'alone' | 'unpublished'; readonly wave: string }
  | { readonly kind: 'refused'; readonly wave: string; readonly reason: RefusalReason; readonly respondents: number | null }

/** How far the answers of a unit's closing snapshot carry. */
export type QualityView = {
  readonly wave: string
  readonly responses: number
  readonly headline: Figure | null
  /** Of the register; null where there was none to weight to. */
  readonly population: number | null
  /** Part (0..1) of it that answered. */
  readonly coverage: number | null
  /** What the answers were weighted to, and what of the register could not be used. */
  readonly raked: readonly string[]
  readonly notRaked: readonly string[]
  /** Ways in which the answers came, with their share (0..1). */
  readonly modes: readonly { readonly modes: readonly string[]; readonly responses: number; readonly share: number }[]
}

/** A group within a unit with its parts; those that the plan asks to measure are always there, answered or not. */
export type GroupLine = FigurePair & { readonly compulsory: boolean; readonly parts: readonly FigurePair[] }

export type UnitScoresView = {
  readonly commune: { readonly code: string; readonly name: string; readonly demo: boolean }
  readonly unit: { readonly code: string; readonly name: string; readonly kind: string }
  readonly waves: readonly SnapshotRef[]
  readonly selfSelected: boolean
  readonly headline: FigurePair
  readonly parts: readonly ComponentLine[]
  /** Headline of every snapshot wave, oldest first. */
  readonly trend: readonly { readonly wave: string; readonly figure: Figure }[]
  readonly distributions: readonly DistributionLine[]
  /** Groups within the unit, e.g. the procedures of a one-stop desk (code procedure:1). */
  readonly groups?: readonly GroupLine[]
  /** By the rule of the ministry; null where there is none, or no closing snapshot yet. */
  readonly rule?: RuleView | null
  /** What goes with overall satisfaction; null where there is no closing snapshot yet. */
  readonly drivers?: DriversView | null
  readonly quality?: QualityView | null
  readonly standing?: StandingView | null
  readonly answers: Readonly<Record<string, number>>
}
