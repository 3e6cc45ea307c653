import type { IndexModel, Indicator } from '@/lib/scoring/index.ts'
import type { ScoreRow } from './score-row.ts'
import type { ScoringTask } from './scoring-tasks.ts'

/** A figure before its release is decided: its row, and whose answers to what it rests on. */
export type FigureDraft = {
  readonly row: ScoreRow
  /** People behind each of its indicators (or its item), by code. */
  readonly bases: Readonly<Record<string, number>>
  /** The parts of a table whose answers it uses. */
  readonly cells: readonly DraftCell[]
}

/** Answers to one item by one group of one unit's respondents. */
export type DraftCell = { readonly instrument: string; readonly item: string; readonly unitId: string; readonly groupKey: string }

export const cellKey = ({ instrument, item, unitId, groupKey }: DraftCell): string => [instrument, item, unitId, groupKey].join('\n')

const indicatorsOf = (model: IndexModel, level: string, code: string): readonly Indicator[] =>
  model.dimensions.flatMap((dimension) =>
    dimension.components.flatMap((component) =>
      component.indicators.filter(
        (indicator) =>
          level === 'index' ||
          (level === 'dimension' && dimension.code === code) ||
          (level === 'component' && component.code === code) ||
          (level === 'indicator' && indicator.code === code),
      ),
    ),
  )

/**
 * A row of a model with the cells that it rests on. An indicator of one procedure rests on that procedure's answers;
 * a refused figure rests on nobody's.
 */
export function draftOf(row: ScoreRow, task: ScoringTask, respondentsOf: ReadonlyMap<string, number>): FigureDraft {
  if (row.refusal) return { row, bases: {}, cells: [] }
  const used = indicatorsOf(task.model.model, row.level, row.code).filter(({ code }) => respondentsOf.has(code))
  const bases = Object.fromEntries(used.map(({ code }) => [code, respondentsOf.get(code) ?? 0]))
  const cells = used.flatMap(({ instrument, items, where }) => {
    const groups = where?.item === 'procedure' ? where.codes.map((code) => `procedure:${code}`) : [task.groupKey]
    return groups.flatMap((groupKey) => items.map((item) => ({ instrument, item, unitId: task.unit.id, groupKey })))
  })
  return { row: { ...row, detail: { ...row.detail, bases } }, bases, cells }
}

/** The same figure refused: no number is left in it, and nothing that says why this cell and not another. */
export function refuseDraft({ row }: FigureDraft): FigureDraft {
  const { unit_id, group_key, figure, level, code, model, instrument_hash, method_version, input_hash } = row
  return {
    row: {
      unit_id,
      group_key,
      figure,
      level,
      code,
      model,
      refusal: 'too-few-answers',
      detail: { guarded: true },
      instrument_hash,
      method_version,
      input_hash,
    },
    bases: {},
    cells: [],
  }
}
