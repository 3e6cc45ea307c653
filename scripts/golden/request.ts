import type * as stats from '../../lib/stats/index.ts'

export type Json = null | undefined | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
// biome-ignore lint/suspicious/noExplicitAny: requests are read as the format's description says, one shape an estimator
export type Request = any
export type Table = {
  readonly rows: number
  text(column: string): string[]
  numbers(column: string): Float64Array
  levels(column: string): string[]
  codes(column: string, levels?: string[]): Int32Array
  crossed(columns: readonly string[]): Int32Array
  mask(column: string, value: Json): Uint8Array
  filter(keep: (row: Readonly<Record<string, string>>) => boolean): Table
}
export type Case = { readonly design: { weight: string | null; strata: string[] | null; cluster: string[] | null; fpc: string[] | null } }
export type Answer = (request: Request, table: Table, c: Case) => Json
export type Tools = {
  readonly designOf: (c: Case, table: Table, lonelyPsu?: stats.LonelyPsuRule) => stats.SurveyDesign
  readonly label: (level: string) => Json
}
