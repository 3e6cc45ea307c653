import { SCORING_METHOD_VERSION } from '@/lib/scoring/index.ts'
import { whoAndHow } from '@/lib/scoring/who-and-how.ts'
import { sha256 } from '../hash.ts'
import type { Earlier } from './compute-figures.ts'
import type { FigureDraft } from './figure-draft.ts'
import { type RowPlace, refusedRow } from './score-rows.ts'
import { type ScoredTask, type ScoredWave, thresholdsOf } from './scoring-tasks.ts'
import { communeInstruments, inputHashOf, type WaveData } from './wave-data.ts'

const AGE_BANDS = 4
const PLACE = { level: 'index', code: '' } as const

const ageGroups = (column: Float64Array): Int32Array => Int32Array.from(column, (code) => (code >= 1 && code <= AGE_BANDS ? code - 1 : -1))

/**
 * For each instrument of the commune's model that was asked in both waves: what of the change is that others answered (by age band), and
 * what that they answered otherwise. Over the indicators that the comparison itself keeps: asked alike and estimable in both waves.
 */
export function computeDecomposition(scored: ScoredWave, data: WaveData, earlier: Earlier): readonly FigureDraft[] {
  const isCommune = ({ model, groupKey, unit }: ScoredTask) =>
    unit.kind === 'commune' && groupKey === '' && model.model.id === 'papi-commune'
  const task = scored.tasks.find(isCommune)
  const before = earlier.scored.tasks.find(isCommune)
  if (!task || !before) return []
  const readable = communeInstruments(data)
  return [...scored.communeSheets].flatMap(([id, own]): FigureDraft[] => {
    const was = earlier.scored.communeSheets.get(id)
    const [age, ageWas] = [own.sheet.items['age_band'], was?.sheet.items['age_band']]
    if (!was || !age || !ageWas || !readable.has(id)) return []
    const indicators = comparable(task, before, id)
    if (indicators.length === 0) return []
    const place: RowPlace = {
      unit_id: task.unit.id,
      group_key: '',
      model: id,
      instrument_hash: own.answers.hash,
      method_version: SCORING_METHOD_VERSION,
      input_hash: sha256(`${inputHashOf(earlier.data, [was], [before.model])}\n${inputHashOf(data, [own], [task.model])}`),
      minimumCell: Math.max(data.wave.minimumCell, earlier.data.wave.minimumCell),
    }
    const detail = {
      modelVersion: task.model.model.version,
      fromWave: earlier.data.wave.code,
      fromSnapshot: earlier.snapshotId,
      indicators: indicators.map(({ code }) => code),
    }
    const found = whoAndHow(
      indicators,
      { sheet: was.sheet, groups: ageGroups(ageWas) },
      { sheet: own.sheet, groups: ageGroups(age) },
      AGE_BANDS,
      thresholdsOf(data, earlier.data),
    )
    if (found.kind === 'refusal') return [{ row: refusedRow(place, 'decomposition', PLACE, found, detail), bases: {}, cells: [] }]
    const { minimumCell: _, ...base } = place
    const bases = { from: found.respondentsFrom, to: found.respondentsTo }
    return [
      {
        row: {
          ...base,
          figure: 'decomposition',
          ...PLACE,
          value: found.change.value,
          standard_error: found.change.standardError,
          lower: found.change.lower,
          upper: found.change.upper,
          respondents: found.respondentsTo,
          detail: { ...detail, who: found.who, how: found.how, bases },
        },
        bases,
        cells: indicators.flatMap(({ items }) => items.map((item) => ({ instrument: id, item, unitId: task.unit.id, groupKey: '' }))),
      },
    ]
  })
}

/** Indicators of an instrument that both models hold under one comparability key and that both waves can estimate. */
function comparable(task: ScoredTask, before: ScoredTask, instrument: string) {
  const estimated = ({ scores }: ScoredTask) =>
    new Set(scores.indicators.flatMap(({ code, score }) => (score.kind === 'estimate' ? [code] : [])))
  const indicatorsOf = ({ model }: ScoredTask) =>
    model.model.dimensions.flatMap(({ components }) => components.flatMap(({ indicators }) => indicators))
  const [now, then] = [estimated(task), estimated(before)]
  const keys = new Map(indicatorsOf(before).map(({ code, comparabilityKey }) => [code, comparabilityKey]))
  return indicatorsOf(task).filter(
    (one) =>
      one.instrument === instrument &&
      one.where === undefined &&
      now.has(one.code) &&
      then.has(one.code) &&
      keys.get(one.code) === one.comparabilityKey,
  )
}
