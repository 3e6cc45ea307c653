import type { CollectionMode } from '../units/create-collection-point.ts'
import type { Column } from './answer-columns.ts'

const modes: readonly CollectionMode[] = ['poster', 'slip', 'kiosk', 'enumerator', 'paper', 'import']
export const isCollectionMode = (text: string): text is CollectionMode => (modes as readonly string[]).includes(text)

export type AnswerRow = {
  /** Codes in the order of the codebook; null = missing. */
  readonly answers: readonly (number | null)[]
  readonly day: string
  readonly villageId: string | null
  readonly mode: CollectionMode
  readonly weight: number
  readonly cluster: string | null
}

export type RowSetting = {
  readonly columns: readonly Column[]
  readonly items: number
  /** Village ids by unit code and by name, both as written and in small letters. */
  readonly villages: ReadonlyMap<string, string>
  readonly defaultDay: string
  readonly defaultMode: CollectionMode
  /** Today in Asia/Ho_Chi_Minh: a later day is refused. */
  readonly today: string
}

/** Key under which a village is found, whatever the case or the Unicode form it is written in. */
export const villageKey = (text: string): string => text.normalize('NFC').trim().toLocaleLowerCase('vi')

/**
 * Reads one row of a file of answers. Empty = missing. Every cell that cannot be read is refused by column, with the reason.
 */
export function readAnswerRow(cells: readonly string[], setting: RowSetting, refuse: (column: string, message: string) => void): AnswerRow {
  const answers: (number | null)[] = new Array(setting.items).fill(null)
  let { defaultDay: day, defaultMode: mode } = setting
  let villageId: string | null = null
  let weight = 1
  let cluster: string | null = null
  if (cells.length !== setting.columns.length) refuse('', `the row has ${cells.length} cells, the header ${setting.columns.length}`)
  for (const [i, column] of setting.columns.entries()) {
    const cell = (cells[i] ?? '').trim()
    if (cell === '') continue
    if (column.kind === 'item') {
      if (column.codes.has(cell)) answers[column.position] = Number(cell)
      else refuse(column.name, `"${cell}" is not one of ${column.allowed}`)
    } else if (column.kind === 'day') {
      const read = readDay(cell)
      if (read === null) refuse(column.name, `"${cell}" is no day: write 2024-11-30 or 30/11/2024`)
      else if (read > setting.today) refuse(column.name, `"${cell}" is in the future`)
      else day = read
    } else if (column.kind === 'village') {
      villageId = setting.villages.get(villageKey(cell)) ?? null
      if (villageId === null) refuse(column.name, `the commune has no village "${cell}"`)
    } else if (column.kind === 'mode') {
      if (isCollectionMode(cell)) mode = cell
      else refuse(column.name, `"${cell}" is not one of ${modes.join(', ')}`)
    } else if (column.kind === 'weight') {
      weight = /^\d+([.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : Number.NaN
      if (!(weight > 0 && weight <= 1e9)) refuse(column.name, `"${cell}" is no weight above 0`)
    } else if (cell.length > 60) refuse(column.name, 'the name of the cluster is longer than 60 characters')
    else cluster = cell.normalize('NFC')
  }
  if (answers.every((answer) => answer === null)) refuse('', 'the row holds no answer at all')
  return { answers, day, villageId, mode, weight, cluster }
}

/** 2024-11-30 or 30/11/2024 as 2024-11-30, or null where that is no day of the calendar. */
function readDay(cell: string): string | null {
  const [, isoYear, isoMonth, isoDate] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell) ?? []
  const [, date, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell) ?? []
  const at = new Date(Date.UTC(Number(isoYear ?? year), Number(isoMonth ?? month) - 1, Number(isoDate ?? date)))
  if (Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(isoDate ?? date) || at.getUTCMonth() + 1 !== Number(isoMonth ?? month))
    return null
  return at.toISOString().slice(0, 10)
}
