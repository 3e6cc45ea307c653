import { changeOutOfTen } from '@/lib/scoring/change-out-of-ten.ts'
import type { ChangeOrRefusal, Comparison, EstimateOrRefusal, Refusal, WaveScores } from '@/lib/scoring/index.ts'
import type { Detail, FigureKind, FigureLevel, ScoreRow } from './score-row.ts'

/** What all rows of one scoring have in common. */
export type RowPlace = Pick<ScoreRow, 'unit_id' | 'group_key' | 'model' | 'instrument_hash' | 'method_version' | 'input_hash'> & {
  /** Fewest people behind any number, counts of a refused figure included. */
  readonly minimumCell: number
}

type Place = { readonly level: FigureLevel; readonly code: string }
type Base = Omit<RowPlace, 'minimumCell'>

const baseOf = ({ minimumCell: _, ...base }: RowPlace): Base => base

/** A refused figure says why and, where enough people stand behind it, how many they are. */
export function refusedRow(place: RowPlace, figure: FigureKind, at: Place, refusal: Refusal, detail: Detail): ScoreRow {
  const counts =
    refusal.respondents >= place.minimumCell ? { respondents: refusal.respondents, effective_n: refusal.effectiveSampleSize } : {}
  return { ...baseOf(place), figure, ...at, refusal: refusal.reason, ...counts, detail }
}

export function scoreRow(place: RowPlace, at: Place, score: EstimateOrRefusal, detail: Detail): ScoreRow {
  if (score.kind === 'refusal') return refusedRow(place, 'score', at, score, detail)
  return {
    ...baseOf(place),
    figure: 'score',
    ...at,
    value: score.value,
    standard_error: score.standardError,
    lower: score.lower,
    upper: score.upper,
    degrees_of_freedom: score.degreesOfFreedom,
    respondents: score.respondents,
    effective_n: score.effectiveSampleSize,
    design_effect: score.designEffect,
    dont_know_share: score.dontKnowShare,
    detail: { ...detail, level: score.level, interval: score.intervalMethod },
  }
}

/**
 * The figures of one wave as rows: the index, dimensions and components (on 1 to 10) and indicators. A model of a single dimension has
 * no index beside it, since it would be the same figure twice.
 */
export function scoreRows(place: RowPlace, scores: WaveScores): ScoreRow[] {
  const common = { modelVersion: scores.modelVersion, rule: scores.rule, selfSelected: scores.selfSelected }
  const index = scores.dimensions.length > 1 ? [scoreRow(place, { level: 'index', code: '' }, scores.index, common)] : []
  return [
    ...index,
    ...scores.dimensions.map(({ code, k, score, componentsUsed, componentsLeftOut }) =>
      scoreRow(place, { level: 'dimension', code }, score, { ...common, k, componentsUsed, componentsLeftOut }),
    ),
    ...scores.components.map(({ code, dimension, k, scoreOutOfTen, indicatorsUsed, indicatorsLeftOut }) =>
      scoreRow(place, { level: 'component', code }, scoreOutOfTen, { ...common, dimension, k, indicatorsUsed, indicatorsLeftOut }),
    ),
    ...scores.indicators.map(({ code, component, dimension, raw, score }) =>
      scoreRow(place, { level: 'indicator', code }, score, {
        ...common,
        dimension,
        component,
        raw: raw.kind === 'estimate' ? { value: raw.value, lower: raw.lower, upper: raw.upper } : null,
      }),
    ),
  ]
}

export function changeRow(place: RowPlace, at: Place, change: ChangeOrRefusal, detail: Detail): ScoreRow {
  if (change.kind === 'refusal') return refusedRow(place, 'change', at, change, detail)
  return {
    ...baseOf(place),
    figure: 'change',
    ...at,
    value: change.difference,
    standard_error: change.standardError,
    lower: change.lower,
    upper: change.upper,
    degrees_of_freedom: change.degreesOfFreedom,
    respondents: Math.min(change.from.respondents, change.to.respondents),
    effective_n: Math.min(change.from.effectiveSampleSize, change.to.effectiveSampleSize),
    from_value: change.from.value,
    to_value: change.to.value,
    from_lower: change.from.lower,
    from_upper: change.from.upper,
    to_lower: change.to.lower,
    to_upper: change.to.upper,
    p_value: change.pValue,
    adjusted_p_value: change.adjustedPValue,
    verdict: change.verdict,
    five_percent_mark: change.fivePercentMark,
    detail: { ...detail, level: change.level },
  }
}

/** Changes of one comparison as rows, components on 1 to 10; the index (of several dimensions) says what the core is and what it leaves out. */
export function changeRows(place: RowPlace, comparison: Comparison, detail: Detail): ScoreRow[] {
  const core = {
    ...detail,
    componentsInCore: comparison.componentsInCore,
    componentsInAll: comparison.componentsInAll,
    leftOut: comparison.leftOut,
    modeMixes: comparison.modeMixes,
    selfSelected: comparison.selfSelected,
  }
  const single = comparison.dimensions.length === 1
  const index = single ? [] : [changeRow(place, { level: 'index', code: '' }, comparison.index, core)]
  return [
    ...index,
    ...comparison.dimensions.map(({ code, k, change }) =>
      changeRow(place, { level: 'dimension', code }, change, single ? { ...core, k } : { ...detail, k }),
    ),
    ...comparison.components.map(({ code, dimension, k, change }) =>
      changeRow(place, { level: 'component', code }, changeOutOfTen(change, k), { ...detail, dimension, k }),
    ),
    ...comparison.indicators.map(({ code, component, dimension, change }) =>
      changeRow(place, { level: 'indicator', code }, change, { ...detail, dimension, component }),
    ),
  ]
}
