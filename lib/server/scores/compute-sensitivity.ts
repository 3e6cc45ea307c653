import { type MethodSensitivity, methodSensitivity, SCORING_METHOD_VERSION } from '@/lib/scoring/index.ts'
import { draftOf, type FigureDraft } from './figure-draft.ts'
import { type RowPlace, refusedRow } from './score-rows.ts'
import { type ScoredTask, thresholdsOf } from './scoring-tasks.ts'
import { inputHashOf, instrumentHashOf, type WaveData } from './wave-data.ts'

/** The variant of a method that moves the index most. */
const furthest = ({ variants }: MethodSensitivity, method: MethodSensitivity['variants'][number]['method']) =>
  variants
    .filter((variant) => variant.method === method)
    .reduce<MethodSensitivity['variants'][number] | null>(
      (most, variant) => (most && Math.abs(most.change) >= Math.abs(variant.change) ? most : variant),
      null,
    )

/** How far the commune's index moves by choices of method alone. It rests on all that the index rests on, and is refused with it. */
export function computeSensitivity(task: ScoredTask, data: WaveData): readonly FigureDraft[] {
  const { scores, model, sheets, unit, groupKey, domain } = task
  const place: RowPlace = {
    unit_id: unit.id,
    group_key: groupKey,
    model: model.model.id,
    instrument_hash: instrumentHashOf(sheets),
    method_version: SCORING_METHOD_VERSION,
    input_hash: inputHashOf(data, sheets, [model]),
    minimumCell: data.wave.minimumCell,
  }
  const found = methodSensitivity(
    model.model,
    sheets.map(({ sheet }) => sheet),
    { ...thresholdsOf(data), ...(domain ? { domain } : {}) },
  )
  const detail = { modelVersion: model.model.version }
  if (found.kind === 'refusal')
    return [{ row: refusedRow(place, 'sensitivity', { level: 'index', code: '' }, found, detail), bases: {}, cells: [] }]
  const short = (variant: ReturnType<typeof furthest>) => variant && { code: variant.code, value: variant.value, change: variant.change }
  const respondentsOf = new Map(
    scores.indicators.flatMap(({ code, score }) => (score.kind === 'estimate' ? [[code, score.respondents] as const] : [])),
  )
  const { minimumCell: _, ...base } = place
  return [
    draftOf(
      {
        ...base,
        figure: 'sensitivity',
        level: 'index',
        code: '',
        value: found.index,
        detail: {
          ...detail,
          variants: found.variants.length,
          least: found.least,
          most: found.most,
          dropped: short(furthest(found, 'indicator-dropped')),
          geometric: short(furthest(found, 'geometric-mean')),
          doubled: short(furthest(found, 'dimension-doubled')),
        },
      },
      task,
      respondentsOf,
    ),
  ]
}
