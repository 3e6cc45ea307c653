import * as stats from '../../lib/stats/index.ts'
import type { Case, Json, Table } from './request.ts'

const collator = new Intl.Collator('en')

/** Rows of text fields; empty = missing. */
export class TextTable implements Table {
  private readonly fields: readonly Readonly<Record<string, string>>[]
  constructor(fields: readonly Readonly<Record<string, string>>[]) {
    this.fields = fields
  }
  get rows(): number {
    return this.fields.length
  }
  text(column: string): string[] {
    return this.fields.map((row) => row[column] ?? '')
  }
  numbers(column: string): Float64Array {
    return Float64Array.from(this.text(column), (field) => (field === '' ? Number.NaN : Number(field)))
  }
  /** Values that occur, in the order of R's factor levels (ICU root collation: signs, digits, letters). */
  levels(column: string): string[] {
    return [...new Set(this.text(column))].filter((field) => field !== '').sort(collator.compare)
  }
  /** Numbers of the levels of a column; -1 = missing. */
  codes(column: string, levels = this.levels(column)): Int32Array {
    return Int32Array.from(this.text(column), (field) => levels.indexOf(field))
  }
  /** One number for each combination of values of several columns. */
  crossed(columns: readonly string[]): Int32Array {
    const keys = this.fields.map((row) => JSON.stringify(columns.map((column) => row[column])))
    const numbers = new Map([...new Set(keys)].map((key, number) => [key, number]))
    return Int32Array.from(keys, (key) => numbers.get(key) ?? 0)
  }
  mask(column: string, value: Json): Uint8Array {
    return Uint8Array.from(this.text(column), (field) => (field === String(value) ? 1 : 0))
  }
  where(column: string, value: string): TextTable {
    return new TextTable(this.fields.filter((row) => row[column] === value))
  }
  filter(keep: (row: Readonly<Record<string, string>>) => boolean): TextTable {
    return new TextTable(this.fields.filter(keep))
  }
  with(column: string, value: (row: Readonly<Record<string, string>>) => string): TextTable {
    return new TextTable(this.fields.map((row) => ({ ...row, [column]: value(row) })))
  }
}

const strataOf = (c: Case, table: Table) => (c.design.strata ? table.crossed(c.design.strata) : null)
const clustersOf = (c: Case, table: Table) => (c.design.cluster ?? []).map((column) => table.crossed([column]))
const sizesOf = (c: Case, table: Table) => (c.design.fpc ?? []).map((column) => table.numbers(column))
/** No weight: 1, or what two stages of sampling fractions imply. */
export const weightsOf = (c: Case, table: Table) => {
  if (c.design.weight) return table.numbers(c.design.weight)
  if (c.design.fpc && c.design.fpc.length > 1)
    return stats.expansionWeights(table.rows, strataOf(c, table), clustersOf(c, table), sizesOf(c, table))
  return new Float64Array(table.rows).fill(1)
}
export const designOf = (c: Case, table: Table, lonelyPsu: stats.LonelyPsuRule = 'adjust') => {
  const [strata, clusters, populationSizes] = [strataOf(c, table), clustersOf(c, table), sizesOf(c, table)]
  return stats.surveyDesign({ weights: weightsOf(c, table), strata, clusters, populationSizes, lonelyPsu })
}

/** A level as the files write it: numbers stay numbers. */
export const label = (level: string): Json => (level !== '' && String(Number(level)) === level ? Number(level) : level)

/** One answer, or one for each level of the column named by `by`. */
export const byGroup = (
  by: string | null | undefined,
  table: Table,
  one: (domain: Uint8Array | null, part: Table) => Readonly<Record<string, Json>>,
) =>
  by
    ? {
        groups: table.levels(by).map((level) => ({ group: label(level), ...one(table.mask(by, level), table.where(by, level)) })),
        keys: table.levels(by),
      }
    : one(null, table)
