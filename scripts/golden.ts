/**
 * Answers a directory of reference cases (cases/*.json, data/*.csv) through the public functions of lib/stats and lib/scoring,
 * and compares: `npm run -s golden -- DIR [--out FILE.json]`. Exit 1 on any miss, 2 on misuse.
 * Maps fields only: whatever is computed is computed in the library.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import * as stats from '../lib/stats/index.ts'

type Json = null | undefined | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
// biome-ignore lint/suspicious/noExplicitAny: requests are read as the format's description says, one shape an estimator
type Request = any
type Tolerance = { readonly rel: number; readonly abs: number }
export type Case = {
  readonly name: string
  readonly input: string | null
  readonly design: { weight: string | null; strata: string[] | null; cluster: string[] | null; fpc: string[] | null; frequency?: string }
  readonly request: Request
  readonly expected: { readonly [key: string]: Json }
  readonly tolerance: Tolerance & { readonly per_key?: Overrides; readonly per_method?: Overrides }
}
type Overrides = { readonly [key: string]: number | Partial<Tolerance> }

/** Rows of text fields; empty = missing. */
class Table {
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
  /** Values that occur, ordered by code point. */
  levels(column: string): string[] {
    return [...new Set(this.text(column))].filter((field) => field !== '').sort((a, b) => (a < b ? -1 : 1))
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
  where(keep: (row: Readonly<Record<string, string>>) => boolean): Table {
    return new Table(this.fields.filter(keep))
  }
}

const designOf = (c: Case, table: Table, lonelyPsu?: stats.LonelyPsuRule) =>
  stats.surveyDesign({
    weights: c.design.weight ? table.numbers(c.design.weight) : new Float64Array(table.rows).fill(1),
    strata: c.design.strata ? table.crossed(c.design.strata) : null,
    clusters: (c.design.cluster ?? []).map((column) => table.crossed([column])),
    populationSizes: (c.design.fpc ?? []).map((column) => table.numbers(column)),
    ...(lonelyPsu ? { lonelyPsu } : {}),
  })

/** A level as the files write it: numbers stay numbers. */
const label = (level: string): Json => (level !== '' && String(Number(level)) === level ? Number(level) : level)
const marginOf = (table: Table, name: string, totals: Readonly<Record<string, number>>): stats.Margin => {
  const labels = Object.keys(totals)
  return { name, codes: table.codes(name, labels), totals: Float64Array.from(Object.values(totals)), labels }
}
const weightsSummary = (weights: Float64Array, list = true): Json => {
  const { n, sumOfWeights, sumOfSquares, smallest, largest, effectiveSampleSize, designEffect } = stats.weightSummary(weights)
  return {
    n,
    sum_w: sumOfWeights,
    sum_w2: sumOfSquares,
    min: smallest,
    max: largest,
    kish_ess: effectiveSampleSize,
    kish_deff: designEffect,
    ...(list ? { weights: [...weights] } : {}),
  }
}
const share = ({ value, standardError }: stats.Share) => ({ estimate: value, se: standardError })

type Answer = (request: Request, table: Table, c: Case) => Json
const answers: Readonly<Record<string, Answer>> = {
  distribution: (request, table, c) => {
    const design = designOf(c, table)
    const one = (domain: Uint8Array | null) => {
      const { levels, top, bottom } = request
      const got = stats.distribution({ design, answers: table.numbers(request.variable), levels, top, bottom, domain })
      if (got.kind === 'refusal') return null
      return {
        n: got.respondents,
        share: got.shares.map((part) => part.value),
        se: got.shares.map((part) => part.standardError),
        vcov: got.covariance,
        top: share(got.top),
        bottom: share(got.bottom),
        net: { ...share(got.net), df: got.degreesOfFreedom },
        unweighted_counts: got.counts,
        other_answers: got.otherAnswers,
      }
    }
    if (!request.by) return one(null)
    return { groups: table.levels(request.by).map((level) => ({ group: label(level), ...one(table.mask(request.by, level)) })) }
  },
  p_adjust: ({ p }) => ({
    holm: stats.adjustPValues(p, 'holm'),
    hochberg: stats.adjustPValues(p, 'hochberg'),
    hommel: stats.adjustPValues(p, 'hommel'),
    bonferroni: stats.adjustPValues(p, 'bonferroni'),
    BH: stats.adjustPValues(p, 'benjamini-hochberg'),
    BY: stats.adjustPValues(p, 'benjamini-yekutieli'),
  }),
}

// ---------------------------------------------------------------- comparison

/** Fields that tell how the reference was made, not what is wanted of a library (see the format's README). */
const isInformation = (key: string) => /^r_|^wrong_|^(reason|policy|notes|estimates_rake_se)$/.test(key)

const override = (entry: number | Partial<Tolerance> | undefined, outer: Tolerance): Tolerance =>
  entry === undefined ? outer : typeof entry === 'number' ? { ...outer, rel: entry } : { ...outer, ...entry }

export type Outcome = { passed: number; total: number; misses: string[] }

function compare(got: Json, expected: Json, tolerance: Tolerance, overrides: Overrides, path: string, outcome: Outcome): void {
  if (expected !== null && typeof expected === 'object') {
    const inner = (got ?? {}) as Readonly<Record<string, Json>>
    for (const [key, value] of Object.entries(expected))
      if (!isInformation(key)) compare(inner[key], value, override(overrides[key], tolerance), overrides, `${path}.${key}`, outcome)
    return
  }
  const close =
    typeof got === 'number' &&
    typeof expected === 'number' &&
    Math.abs(got - expected) <= Math.max(tolerance.abs, tolerance.rel * Math.abs(expected))
  const same = expected === null ? got === null : typeof expected === 'number' ? close : String(got) === String(expected)
  outcome.total++
  if (same) outcome.passed++
  else outcome.misses.push(`${path}: ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`)
}

export type CaseResult = Outcome & { readonly name: string; readonly estimator: string; readonly offered: boolean; readonly got: Json }

/** Answers one case and compares it; misuse that the library refuses by throwing is an answer too. */
export function runCase(c: Case, directory: string): CaseResult {
  const estimator: string = c.request.estimator
  const answer = answers[estimator]
  const outcome: Outcome = { passed: 0, total: 0, misses: [] }
  if (!answer) return { ...outcome, name: c.name, estimator, offered: false, got: null }
  let got: Json
  try {
    const table = new Table(c.input ? parse(readFileSync(join(directory, c.input), 'utf8'), { columns: true }) : [])
    got = answer(c.request, table, c)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    got = { error: true, reason: error.message }
  }
  compare(got, c.expected, c.tolerance, { ...c.tolerance.per_key, ...c.tolerance.per_method }, '', outcome)
  return { ...outcome, name: c.name, estimator, offered: true, got }
}

export function readCases(directory: string): Case[] {
  const files = readdirSync(join(directory, 'cases')).filter((file) => file.endsWith('.json'))
  return files.sort().map((file) => JSON.parse(readFileSync(join(directory, 'cases', file), 'utf8')))
}

function main(argv: readonly string[]): number {
  const [directory, flag, out] = argv
  if (!directory || (flag !== undefined && (flag !== '--out' || !out))) {
    console.error('usage: npm run -s golden -- DIR [--out FILE.json]')
    return 2
  }
  const results = readCases(directory).map((c) => runCase(c, directory))
  for (const { name, misses, passed, total } of results) {
    if (misses.length === 0) continue
    console.log(`miss ${name}: ${passed}/${total}`)
    for (const miss of misses.slice(0, 5)) console.log(`  ${miss}`)
  }
  for (const estimator of [...new Set(results.map((result) => result.estimator))].sort()) {
    const mine = results.filter((result) => result.estimator === estimator)
    const sum = (field: 'passed' | 'total') => mine.reduce((total, result) => total + result[field], 0)
    console.log(
      mine[0]?.offered
        ? `${estimator}: ${sum('passed')}/${sum('total')} numbers in ${mine.length} cases`
        : `${estimator}: not offered (${mine.length} cases)`,
    )
  }
  if (out)
    writeFileSync(out, `${JSON.stringify(Object.fromEntries(results.filter((one) => one.offered).map((one) => [one.name, one.got])))}\n`)
  return results.some((result) => result.misses.length > 0) ? 1 : 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2))
