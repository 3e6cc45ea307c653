import { parse } from 'csv-parse/sync'
import * as z from 'zod'
import { AppError, type Issue } from '../errors.ts'
import type { RegisterRow } from './check-register.ts'

export type FileRow = RegisterRow & { readonly unit: string; readonly instrument: string; readonly source: string }

const columns = ['unit', 'instrument', 'variable', 'category', 'count', 'source'] as const
const MOST_ROWS = 5_000
/** csv-parse types do not know `info`. */
const recordsSchema = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }))

/** The separator that the first line uses most: Vietnamese spreadsheets write semicolons. */
const delimiterOf = (text: string): string => {
  const [line = ''] = text.split('\n', 1)
  const count = (mark: string) => line.split(mark).length
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',')
}

/**
 * Reads registers from CSV with the columns unit, instrument, variable, category, count, source, in any order; every bad row is named by line.
 * Counts are plain digits: "1.234" may be one thousand or one and a bit, and is refused.
 *
 * @throws {AppError} NOT_VALID where it is no such file at all
 */
export function readRegisterFile(text: string): { readonly rows: readonly FileRow[]; readonly issues: readonly Issue[] } {
  const records = parseCsv(text.normalize('NFC'))
  const [header, ...body] = records
  const names = header?.record.map((name) => name.toLowerCase()) ?? []
  const absent = columns.filter((name) => !names.includes(name))
  if (absent.length > 0)
    throw new AppError('NOT_VALID', 'The file does not have the columns of a register.', [
      { path: absent.join(', '), message: 'column-missing' },
    ])
  if (body.length === 0) throw new AppError('NOT_VALID', 'The file has no rows.', [{ path: 'csv', message: 'no-rows' }])
  if (body.length > MOST_ROWS) throw new AppError('NOT_VALID', 'The file has too many rows.', [{ path: 'csv', message: 'too-many-rows' }])
  const issues: Issue[] = []
  const rows = body.flatMap(({ record, line }): FileRow[] => {
    const cell = (name: (typeof columns)[number]) => record[names.indexOf(name)] ?? ''
    const refuse = (column: string, message: string) => issues.push({ path: `line ${line}, ${column}`, message })
    const before = issues.length
    if (record.length !== names.length) refuse('columns', 'column-count')
    else {
      if (!/^\d{1,9}$/.test(cell('count'))) refuse('count', 'not-a-count')
      if (cell('source') === '' || cell('source').length > 200) refuse('source', 'source-missing')
    }
    if (issues.length > before) return []
    return [
      {
        unit: cell('unit'),
        instrument: cell('instrument'),
        variable: cell('variable'),
        category: cell('category'),
        count: Number(cell('count')),
        source: cell('source'),
        path: `line ${line}`,
      },
    ]
  })
  return { rows, issues }
}

function parseCsv(text: string): { record: string[]; line: number }[] {
  try {
    const read: unknown = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    })
    return recordsSchema.parse(read).map(({ info, record }) => ({ record, line: info.lines }))
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'lines' in error ? `line ${String(error.lines)}` : 'csv'
    throw new AppError('NOT_VALID', 'The file is no CSV that can be read.', [{ path: line, message: 'no-csv' }])
  }
}
