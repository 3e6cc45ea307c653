import { parse } from 'csv-parse/sync'
import { AppError, type Issue } from '../errors.ts'

export type PublishedRow = {
  readonly province: string
  readonly year: number
  /** Component code -> figure; null where the cell is empty. */
  readonly components: Readonly<Record<string, number | null>>
}

const isComponent = (name: string) => /^[1-8]\.[1-4]$/.test(name)

/**
 * Reads a CSV of published component scores: header `province,year,1.1,…,8.3` in any order, an empty cell = not published.
 *
 * @throws {AppError} NOT_VALID, with an issue for each cell that cannot be read (up to 100), named by line and column
 */
export function parsePublished(text: string): readonly PublishedRow[] {
  const issues: Issue[] = []
  const refuse = (line: number, column: string, message: string) => {
    if (issues.length < 100) issues.push({ path: `line ${line}, column ${column}`, message })
  }
  const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ','
  const records: string[][] = readRecords(text, delimiter)
  const [header = [], ...body] = records
  const columns = header.map((name) => name.trim())
  for (const name of ['province', 'year']) if (!columns.includes(name)) refuse(1, name, 'is missing')
  for (const [i, name] of columns.entries()) {
    if (columns.indexOf(name) !== i) refuse(1, name, 'is there twice')
    else if (name !== 'province' && name !== 'year' && !isComponent(name)) refuse(1, name || `number ${i + 1}`, 'is no component of PAPI')
  }
  if (issues.length > 0) throw new AppError('NOT_VALID', 'The header cannot be read.', issues)
  const rows = body.map((cells, i) => readRow(columns, cells, (column, message) => refuse(i + 2, column, message)))
  if (issues.length > 0) throw new AppError('NOT_VALID', 'The file holds cells that cannot be read.', issues)
  return rows
}

function readRecords(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter, trim: true, relax_column_count: true, skip_empty_lines: true })
  } catch (error) {
    throw new AppError('NOT_VALID', `The file is no CSV: ${error instanceof Error ? error.message : 'it cannot be read'}`)
  }
}

function readRow(columns: readonly string[], cells: readonly string[], refuse: (column: string, message: string) => void): PublishedRow {
  const components: Record<string, number | null> = {}
  let province = ''
  let year = 0
  if (cells.length > columns.length) refuse(String(columns.length + 1), 'is beyond the header')
  for (const [i, name] of columns.entries()) {
    const cell = cells[i] ?? ''
    if (name === 'province') {
      province = cell.normalize('NFC')
      if (province === '') refuse(name, 'is empty')
    } else if (name === 'year') {
      year = Number(cell)
      if (!/^\d{4}$/.test(cell) || year < 2011) refuse(name, `"${cell}" is no year from 2011 on`)
    } else if (cell === '') components[name] = null
    else {
      const value = /^\d+([.,]\d+)?([eE][-+]?\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : Number.NaN
      if (Number.isFinite(value)) components[name] = value
      else refuse(name, `"${cell}" is no number of 0 or more`)
    }
  }
  return { province, year, components }
}
