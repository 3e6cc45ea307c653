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
  where(column: string, value: string): Table
  filter(keep: (row: Readonly<Record<string, string>>) => boolean): Table
  with(column: string, value: (row: Readonly<Record<string, string>>) => string): Table
}
type Tolerance = { readonly rel: number; readonly abs: number }
export type Overrides = { readonly [key: string]: number | Partial<Tolerance> }
export type Case = {
  readonly name: string
  readonly input: string | null
  readonly design: { weight: string | null; strata: string[] | null; cluster: string[] | null; fpc: string[] | null }
  readonly request: Request
  readonly expected: { readonly [key: string]: Json }
  readonly tolerance: Tolerance & { readonly per_key?: Overrides; readonly per_method?: Overrides }
}
export type Answer = (request: Request, table: Table, c: Case) => Json
export type Tools = {
  readonly designOf: (c: Case, table: Table, lonelyPsu?: stats.LonelyPsuRule) => stats.SurveyDesign
  readonly label: (level: string) => Json
}
