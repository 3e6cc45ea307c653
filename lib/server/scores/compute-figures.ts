import { judgeFamily } from '@/lib/scoring/change-between.ts'
import {
  type ChangeOrRefusal,
  type Comparison,
  compareWaves,
  SCORING_METHOD_VERSION,
  type WaveInput,
  type WaveScores,
} from '@/lib/scoring/index.ts'
import { sha256 } from '../hash.ts'
import { draftOf, type FigureDraft, refuseDraft } from './figure-draft.ts'
import type { ScoreRow } from './score-row.ts'
import { changeRows, type RowPlace, scoreRows } from './score-rows.ts'
import { type ScoredTask, type ScoredWave, type ScoringTask, thresholdsOf } from './scoring-tasks.ts'
import { inputHashOf, instrumentHashOf, type WaveData } from './wave-data.ts'

/** The wave before, from whose snapshot the changes start. */
export type Earlier = { readonly data: WaveData; readonly scored: ScoredWave; readonly snapshotId: string }

type Compared = { readonly task: ScoredTask; readonly before: ScoredTask | null; readonly comparison: Comparison | null }

/**
 * Every figure of a wave that is a score or a change, computed by the scoring library; which of them are released is decided elsewhere.
 * Holm runs within the families of the model, and over the units of a kind for their headline (for villages and procedures also for
 * each component), so that one difference has one verdict on every screen.
 */
export function computeFigures(scored: ScoredWave, data: WaveData, earlier: Earlier | null): readonly FigureDraft[] {
  const before = new Map(earlier?.scored.tasks.map((task) => [taskKey(task), task]))
  const compared = scored.tasks.map((task) => compareTask(task, before.get(taskKey(task)) ?? null, data, earlier))
  return judgeFamilies(compared).flatMap((one) => draftsOf(one, data, earlier))
}

const taskKey = ({ unit, groupKey, model }: ScoringTask): string => [unit.id, groupKey, model.model.id].join('\n')

const inputOf = ({ model, sheets, domain }: ScoringTask): WaveInput => ({
  model: model.model,
  sheets: sheets.map(({ sheet }) => sheet),
  ...(domain ? { domain } : {}),
})

function compareTask(task: ScoredTask, before: ScoredTask | null, data: WaveData, earlier: Earlier | null): Compared {
  const comparison = before && earlier ? compareWaves(inputOf(before), inputOf(task), thresholdsOf(data, earlier.data)) : null
  return { task, before, comparison }
}

function judgeFamilies(scored: readonly Compared[]): readonly Compared[] {
  const families = new Map<string, Map<string, { at: number; change: ChangeOrRefusal }[]>>()
  for (const [at, { task, comparison }] of scored.entries()) {
    if (task.family === null || !comparison) continue
    const key = `${task.family}\n${task.model.model.id}`
    const figures = families.get(key) ?? new Map<string, { at: number; change: ChangeOrRefusal }[]>()
    families.set(key, figures)
    const isPart = task.unit.kind === 'village' || task.groupKey !== ''
    const add = (level: string, code: string, change: ChangeOrRefusal) => {
      if (level === 'dimension' || isPart) figures.set(`${level} ${code}`, [...(figures.get(`${level} ${code}`) ?? []), { at, change }])
    }
    for (const { code, change } of comparison.dimensions) add('dimension', code, change)
    for (const { code, change } of comparison.components) add('component', code, change)
  }
  const judged = new Map<string, ChangeOrRefusal>()
  for (const figures of families.values())
    for (const [figure, members] of figures) {
      const changes = judgeFamily(members.map(({ change }) => change))
      for (const [i, { at }] of members.entries()) judged.set(`${at} ${figure}`, changes[i] as ChangeOrRefusal)
    }
  return scored.map((one, at) => {
    if (!one.comparison) return one
    const verdictOf = <T extends { code: string; change: ChangeOrRefusal }>(level: string, line: T): T => ({
      ...line,
      change: judged.get(`${at} ${level} ${line.code}`) ?? line.change,
    })
    const { dimensions, components } = one.comparison
    const comparison = {
      ...one.comparison,
      dimensions: dimensions.map((line) => verdictOf('dimension', line)),
      components: components.map((line) => verdictOf('component', line)),
    }
    return { ...one, comparison }
  })
}

const refusedFigures = ({ dimensions, components }: WaveScores): readonly string[] => [
  ...dimensions.flatMap(({ code, score }) => (score.kind === 'refusal' ? [`dimension ${code}`] : [])),
  ...components.flatMap(({ code, score }) => (score.kind === 'refusal' ? [`component ${code}`] : [])),
]

function draftsOf({ task, before, comparison }: Compared, data: WaveData, earlier: Earlier | null): FigureDraft[] {
  const { scores } = task
  const respondentsOf = new Map(
    scores.indicators.flatMap(({ code, score }) => (score.kind === 'estimate' ? [[code, score.respondents] as const] : [])),
  )
  const inputHash = inputHashOf(data, task.sheets, [task.model])
  const place: RowPlace = {
    unit_id: task.unit.id,
    group_key: task.groupKey,
    model: task.model.model.id,
    instrument_hash: instrumentHashOf(task.sheets),
    method_version: SCORING_METHOD_VERSION,
    input_hash: inputHash,
    minimumCell: data.wave.minimumCell,
  }
  const rows: ScoreRow[] = scoreRows(place, scores)
  if (comparison && before && earlier) {
    const beforeHash = inputHashOf(earlier.data, before.sheets, [before.model])
    const detail = {
      modelVersion: task.model.model.version,
      fromModelVersion: before.model.model.version,
      fromWave: earlier.data.wave.code,
      fromSnapshot: earlier.snapshotId,
    }
    rows.push(...changeRows({ ...place, input_hash: sha256(`${beforeHash}\n${inputHash}`) }, comparison, detail))
  }
  const refused = new Set([...refusedFigures(scores), ...(before ? refusedFigures(before.scores) : [])])
  const isPart = task.unit.kind === 'village' || task.groupKey !== ''
  return rows
    .filter(({ level, code }) => task.keeps(level, code))
    .map((row) => draftOf(row, task, respondentsOf))
    .map((draft) => {
      const { figure, level, code } = draft.row
      // A village or a procedure whose own figure is refused gets no verdict over the few indicators that are left.
      return isPart && figure === 'change' && refused.has(`${level} ${code}`)
        ? { ...refuseDraft(draft), row: { ...refuseDraft(draft).row, detail: {} } }
        : draft
    })
}
