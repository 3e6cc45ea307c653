import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import type { Instrument } from '@/lib/instruments/index.ts'
import { AppError, type Issue } from '../errors.ts'
import { type AnswerColumns, answerColumns } from './answer-columns.ts'
import { type AnswerRow, type RowSetting, readAnswerRow } from './read-answer-row.ts'

const MOST_ISSUES = 100

type FileSetting = Omit<RowSetting, 'columns' | 'items'> & { readonly instrument: Instrument }

/**
 * Streams a CSV of answers (comma, semicolon or tab; UTF-8 or UTF-16 with a mark), row after row, never whole in memory.
 * Rows with a fault are not handed on; all faults are gathered, up to 100.
 *
 * @returns what the header holds and how many rows were read
 * @throws {AppError} NOT_VALID with every fault by line and column
 */
export async function readAnswerFile(
  open: () => Readable,
  setting: FileSetting,
  take: (row: AnswerRow, number: number) => void | Promise<void>,
): Promise<AnswerColumns & { readonly rows: number }> {
  const issues: Issue[] = []
  let header: AnswerColumns | undefined
  let rows = 0
  const parser = parse({
    bom: true,
    delimiter: await delimiterOf(open),
    info: true,
    max_record_size: 100_000,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  const consume = async (records: AsyncIterable<{ info: { lines: number }; record: string[] }>) => {
    for await (const { info, record } of records) {
      if (!header) {
        const columns = answerColumns(record, setting.instrument)
        if (!('columns' in columns))
          throw new AppError('NOT_VALID', 'The header of the file does not fit the instrument.', columns.slice(0, MOST_ISSUES))
        header = columns
        continue
      }
      rows += 1
      const before = issues.length
      const row = readAnswerRow(
        record,
        { ...setting, columns: header.columns, items: setting.instrument.codebook.length },
        (column, message) => issues.push({ path: column === '' ? `line ${info.lines}` : `line ${info.lines}, column ${column}`, message }),
      )
      if (issues.length >= MOST_ISSUES) throw faulty(issues)
      if (issues.length === before && before === 0) await take(row, rows)
    }
  }
  try {
    await pipeline(open(), parser, consume)
  } catch (error) {
    // What ends the pipeline early may reach here as an AbortError instead.
    if (issues.length >= MOST_ISSUES) throw faulty(issues)
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) {
      const line = 'lines' in error ? `line ${String(error.lines)}` : 'the file'
      throw new AppError('NOT_VALID', 'The file is no CSV that can be read.', [{ path: line, message: error.message }])
    }
    throw error
  }
  if (issues.length > 0) throw faulty(issues)
  if (!header) throw new AppError('NOT_VALID', 'The file is empty.')
  return { ...header, rows }
}

function faulty(issues: readonly Issue[]): AppError {
  const count =
    issues.length >= MOST_ISSUES
      ? `at least ${MOST_ISSUES} faults, of which these are the first`
      : issues.length === 1
        ? '1 fault'
        : `${issues.length} faults`
  return new AppError('NOT_VALID', `Nothing was stored: the file has ${count}.`, issues.slice(0, MOST_ISSUES))
}

/** The separator that the first line uses most: Vietnamese spreadsheets write semicolons. */
async function delimiterOf(open: () => Readable): Promise<string> {
  let start = ''
  for await (const chunk of open()) {
    start += String(chunk).replaceAll('\0', '')
    if (start.includes('\n') || start.length > 100_000) break
  }
  const [line = ''] = start.split('\n', 1)
  const count = (mark: string) => line.split(mark).length
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',')
}
