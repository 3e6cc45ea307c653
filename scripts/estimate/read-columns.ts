import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { InputError } from './input-error.ts'

/** Numbers of a column, growing as rows come; NaN = missing. */
class NumberColumn {
  values = new Float64Array(1024)
  rows = 0
  push(value: number): void {
    if (this.rows === this.values.length) {
      const longer = new Float64Array(2 * this.rows)
      longer.set(this.values)
      this.values = longer
    }
    this.values[this.rows++] = value
  }
  finish(): Float64Array {
    return this.values.subarray(0, this.rows)
  }
}

export type TextColumn = { readonly codes: Int32Array; readonly labels: readonly string[] }
export type Columns = {
  readonly rows: number
  readonly numbers: ReadonlyMap<string, Float64Array>
  readonly texts: ReadonlyMap<string, TextColumn>
}

const MISSING = new Set(['', 'NA', 'NaN', 'null'])

/**
 * Reads the columns wanted of a CSV file with a header line, as numbers or as labels with codes; row by row, keeping no row.
 * A line on stderr for each million rows.
 */
export async function readColumns(file: string, numeric: readonly string[], textual: readonly string[]): Promise<Columns> {
  const source = createReadStream(file)
  const parser = source.pipe(parse({ bom: true, relax_column_count: false, skip_empty_lines: true }))
  source.on('error', (error) => parser.destroy(error))
  const numbers = new Map(numeric.map((name) => [name, new NumberColumn()]))
  const texts = new Map(textual.map((name) => [name, { codes: new NumberColumn(), numberOf: new Map<string, number>() }]))
  let places: {
    numeric: [string, number, NumberColumn][]
    textual: [number, { codes: NumberColumn; numberOf: Map<string, number> }][]
  } | null = null
  let rows = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (places === null) {
        const find = (name: string) => {
          const at = record.indexOf(name)
          if (at < 0) throw new InputError(`column ${name} is not in ${file}, which has ${listed(record)}`)
          return at
        }
        places = {
          numeric: [...numbers].map(([name, column]) => [name, find(name), column]),
          textual: [...texts].map(([name, column]) => [find(name), column]),
        }
        continue
      }
      rows++
      for (const [name, at, column] of places.numeric) {
        const field = (record[at] ?? '').trim()
        const value = MISSING.has(field) ? Number.NaN : Number(field)
        if (Number.isNaN(value) && !MISSING.has(field))
          throw new InputError(`column ${name} has "${field}" in row ${rows}, which is no number`)
        column.push(value)
      }
      for (const [at, { codes, numberOf }] of places.textual) {
        const field = record[at] ?? ''
        const code = numberOf.get(field) ?? numberOf.size
        numberOf.set(field, code)
        codes.push(code)
      }
      if (rows % 1_000_000 === 0) console.error(`${rows / 1_000_000} million rows read`)
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${file} cannot be read: ${(error as Error).message}`)
  }
  if (rows === 0) throw new InputError(`${file} has no rows under its header line`)
  return {
    rows,
    numbers: new Map([...numbers].map(([name, column]) => [name, column.finish()])),
    texts: new Map(
      [...texts].map(([name, { codes, numberOf }]) => [name, { codes: Int32Array.from(codes.finish()), labels: [...numberOf.keys()] }]),
    ),
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ')
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown
}
