import type { FigureDraft } from './figure-draft.ts'
import { refuseDraft } from './figure-draft.ts'
import type { ReadScoreRow, ScoreRow } from './score-row.ts'

/** While a wave is open a unit's figures are renewed once it gained this many answers since the last snapshot. */
const NEW_ANSWERS = 20

export type Before = {
  /** The release table of the wave's last snapshot, by figureKey. */
  readonly rows: ReadonlyMap<string, ReadScoreRow>
}

export const figureKey = (row: Pick<ScoreRow, 'unit_id' | 'group_key' | 'figure' | 'level' | 'code' | 'model'>): string =>
  [row.unit_id, row.model, row.group_key, row.figure, row.level, row.code].join('\n')

/** Gain in people, told apart from none. */
const isSmallGain = (gain: number, enough: number) => gain !== 0 && Math.abs(gain) < enough

const basesOf = (row: ReadScoreRow): Readonly<Record<string, number>> => {
  const { bases } = row.detail
  return typeof bases === 'object' && bases !== null ? (bases as Record<string, number>) : {}
}

/**
 * Keeps old figures where two snapshots of one wave, side by side, would tell about a few: a figure keeps its value of the last snapshot
 * while the people behind it, or behind one of its indicators, became 1 to 4 more (or fewer); so do the wholes that use the same answers.
 * While the wave is open a unit's figures are renewed only with 20 new answers, and a unit that never had as many shows none.
 */
export function holdBack(
  drafts: readonly FigureDraft[],
  counts: readonly ScoreRow[],
  before: Before | null,
  kind: 'open' | 'closing',
  minimumCell: number,
): { readonly rows: readonly ScoreRow[]; readonly counts: readonly ScoreRow[] } {
  const countBefore = (row: ScoreRow) => before?.rows.get(figureKey(row))?.respondents ?? 0
  const isUnsettled = (row: ScoreRow) => {
    const gain = (row.respondents ?? 0) - countBefore(row)
    return kind === 'open' && isSmallGain(gain, NEW_ANSWERS)
  }
  const waiting = new Set(counts.filter(isUnsettled).map(({ unit_id, model }) => `${unit_id}\n${model}`))
  const waitingInstruments = new Set(counts.filter(isUnsettled).map(({ model }) => model))
  const isWaiting = ({ row, cells }: FigureDraft) =>
    row.model === 'papi-commune'
      ? cells.some(({ instrument }) => waitingInstruments.has(instrument))
      : waiting.has(`${row.unit_id}\n${row.model}`)
  const oldOf = ({ row }: FigureDraft) => before?.rows.get(figureKey(row))
  const gainedFew = (draft: FigureDraft) => {
    const old = oldOf(draft)
    if (!old || old.refusal !== null) return false
    const was = basesOf(old)
    const codes = new Set([...Object.keys(was), ...Object.keys(draft.bases)])
    return [...codes].some((code) => isSmallGain((draft.bases[code] ?? 0) - (was[code] ?? 0), minimumCell))
  }
  const kept = new Set(drafts.filter((draft) => isWaiting(draft) || gainedFew(draft)))
  const keptItems = new Set(
    [...kept].filter(gainedFew).flatMap(({ cells }) => cells.map(({ instrument, item }) => `${instrument}\n${item}`)),
  )
  const touches = ({ cells }: FigureDraft) => cells.some(({ instrument, item }) => keptItems.has(`${instrument}\n${item}`))
  const rows = drafts.map((draft): ScoreRow => {
    if (!kept.has(draft) && !(keptItems.size > 0 && touches(draft) && oldOf(draft))) return draft.row
    const old = oldOf(draft)
    return old ? written(old) : refuseDraft(draft).row
  })
  // A unit that waits keeps its old count too: the gain adds up until it is enough.
  return { rows, counts: counts.map((row) => (isUnsettled(row) ? { ...row, respondents: countBefore(row) } : row)) }
}

/** A row as it was read, without the columns that are empty. */
const written = (row: ReadScoreRow): ScoreRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as ScoreRow
