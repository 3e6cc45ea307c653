import type { ChangeFigure, ComponentLine, Figure, FigurePair } from '@/lib/format/figures.ts'
import { findIndexModel, type ModelDefinition } from '@/lib/instruments/index.ts'
import { figureKey } from './hold-back.ts'
import type { FigureLevel, ReadScoreRow } from './score-row.ts'

/** Figures of one snapshot, found by what they are. */
export type ReleasedFigures = ReadonlyMap<string, ReadScoreRow>

export const releasedFigures = (rows: readonly ReadScoreRow[]): ReleasedFigures => new Map(rows.map((row) => [figureKey(row), row]))

type Place = { readonly unitId: string; readonly model: string; readonly groupKey?: string }

export function findFigure(
  figures: ReleasedFigures | null,
  { unitId, model, groupKey = '' }: Place,
  figure: 'score' | 'change',
  level: FigureLevel,
  code: string,
): ReadScoreRow | null {
  return figures?.get(figureKey({ unit_id: unitId, model, group_key: groupKey, figure, level, code })) ?? null
}

const refusedOf = ({ refusal, respondents }: ReadScoreRow) =>
  refusal ? ({ kind: 'refused', reason: refusal, respondents } as const) : null

export function figureOf(row: ReadScoreRow | null): Figure | null {
  if (!row) return null
  const { value, standard_error, lower, upper, respondents, effective_n, dont_know_share } = row
  if (value === null || standard_error === null || lower === null || upper === null || respondents === null || effective_n === null)
    return refusedOf(row)
  return {
    kind: 'shown',
    value,
    standardError: standard_error,
    lower,
    upper,
    respondents,
    effectiveN: effective_n,
    dontKnowShare: dont_know_share,
  }
}

export function changeOf(row: ReadScoreRow | null): ChangeFigure | null {
  if (!row) return null
  const {
    value,
    lower,
    upper,
    from_value,
    to_value,
    from_lower,
    from_upper,
    to_lower,
    to_upper,
    adjusted_p_value,
    verdict,
    five_percent_mark,
  } = row
  if (value === null || lower === null || upper === null || from_value === null || to_value === null || adjusted_p_value === null)
    return refusedOf(row)
  if (
    from_lower === null ||
    from_upper === null ||
    to_lower === null ||
    to_upper === null ||
    verdict === null ||
    five_percent_mark === null
  )
    return refusedOf(row)
  return {
    kind: 'shown',
    fromValue: from_value,
    toValue: to_value,
    fromInterval: [from_lower, from_upper],
    toInterval: [to_lower, to_upper],
    difference: value,
    lower,
    upper,
    adjustedPValue: adjusted_p_value,
    verdict,
    fivePercentMark: five_percent_mark,
  }
}

/** Two snapshots side by side; `from` is null where there is only one. Changes count only where they start from `from`. */
export type SnapshotPair = { readonly from: ReleasedFigures | null; readonly to: ReleasedFigures; readonly hasChanges: boolean }

export function pairOf(
  pair: SnapshotPair,
  place: Place,
  level: FigureLevel,
  code: string,
  name: FigurePair['name'],
  scale: FigurePair['scale'] = [1, 10],
): FigurePair {
  return {
    code,
    name,
    scale,
    from: figureOf(findFigure(pair.from, place, 'score', level, code)),
    to: figureOf(findFigure(pair.to, place, 'score', level, code)),
    change: pair.hasChanges ? changeOf(findFigure(pair.to, place, 'change', level, code)) : null,
  }
}

/** The model behind a snapshot's figures of a unit; null where it has none. */
export function modelOf(figures: ReleasedFigures | null, { unitId, model, groupKey = '' }: Place): ModelDefinition | null {
  for (const row of figures?.values() ?? []) {
    const { modelVersion } = row.detail
    const isOfPlace = row.unit_id === unitId && row.model === model && row.group_key === groupKey
    if (isOfPlace && row.figure === 'score' && typeof modelVersion === 'string') return findIndexModel(model, modelVersion)
  }
  return null
}

/** Lines of the components of a dimension and their indicators, those of the later model first, then those that only the earlier one had. */
export function componentLines(pair: SnapshotPair, place: Place, dimension: string): readonly ComponentLine[] {
  const models = [modelOf(pair.to, place), modelOf(pair.from, place)].flatMap((definition) => definition ?? [])
  const components = new Map<string, { definition: ModelDefinition; indicators: Map<string, ModelDefinition> }>()
  for (const definition of models)
    for (const { code, indicators } of definition.model.dimensions.find((one) => one.code === dimension)?.components ?? []) {
      const line = components.get(code) ?? { definition, indicators: new Map<string, ModelDefinition>() }
      components.set(code, line)
      for (const indicator of indicators) if (!line.indicators.has(indicator.code)) line.indicators.set(indicator.code, definition)
    }
  return [...components].map(([code, { definition, indicators }]) => ({
    ...pairOf(pair, place, 'component', code, nameOf(definition, code)),
    indicators: [...indicators].map(([indicator, own]) => ({
      ...pairOf(pair, place, 'indicator', indicator, nameOf(own, indicator)),
      source: own.sources[indicator] ?? '',
    })),
  }))
}

export const nameOf = ({ names }: ModelDefinition, code: string): FigurePair['name'] => names[code] ?? { vi: code, en: code }
