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
import { estimateAnswers } from './golden/estimates.ts'
import type { Case as EstimateCase, Table as EstimateTable } from './golden/request.ts'

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

const collator = new Intl.Collator('en')

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
  where(column: string, value: string): Table {
    return new Table(this.fields.filter((row) => row[column] === value))
  }
  filter(keep: (row: Readonly<Record<string, string>>) => boolean): Table {
    return new Table(this.fields.filter(keep))
  }
  with(column: string, value: (row: Readonly<Record<string, string>>) => string): Table {
    return new Table(this.fields.map((row) => ({ ...row, [column]: value(row) })))
  }
}

/** No weight: 1, or what two stages of sampling fractions imply. */
const weightsOf = ({ design }: EstimateCase, table: EstimateTable) => {
  if (design.weight) return table.numbers(design.weight)
  const sizes = (design.fpc ?? []).map((column) => table.numbers(column))
  const strata = design.strata ? table.crossed(design.strata) : null
  if (sizes.length < 2) return new Float64Array(table.rows).fill(1)
  return stats.expansionWeights(
    table.rows,
    strata,
    (design.cluster ?? []).map((column) => table.crossed([column])),
    sizes,
  )
}
const designOf = (c: EstimateCase, table: EstimateTable, lonelyPsu?: stats.LonelyPsuRule) =>
  stats.surveyDesign({
    weights: weightsOf(c, table),
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
const share = ({ value, standardError }: { value: number; standardError: number }) => ({ estimate: value, se: standardError })
const weightFields = (weights: Float64Array) => {
  const got = stats.weightSummary(weights)
  if ('kind' in got) return {}
  const { respondents: n, sumOfWeights: sum_w, sumOfSquaredWeights: sum_w2, smallest: min, largest: max } = got
  const kish = { kish_ess: got.effectiveSampleSize, kish_deff: got.designEffect, cv_w: got.coefficientOfVariation }
  return { n, sum_w, sum_w2, min, max, ...kish, weights: [...weights] }
}
/** Estimates after raking or post-stratification: the means that the case asks for. */
const calibratedMeans = (request: Request, table: Table, c: Case, weights: Float64Array, margins: stats.Margin[]): Json => {
  const design = designOf(c, table)
  const means = request.then.mean.map((variable: string) => {
    const mean = stats.calibratedMean(design, { designWeights: design.weights, weights, margins }, table.numbers(variable))
    return [variable, mean.kind === 'refusal' ? null : share(mean)]
  })
  return Object.fromEntries(means)
}
/** One answer, or one for each level of the column named by `by`. */
const byGroup = (
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
const refusal = ({ reason, detail }: { reason: string; detail: string }): Json => ({
  error: true,
  converged: false,
  reason: `${reason}: ${detail}`,
})

type Answer = (request: Request, table: Table, c: Case) => Json
const answers: Readonly<Record<string, Answer>> = {
  ...estimateAnswers({ designOf, label }),
  distribution: (request, table, c) =>
    byGroup(request.by, table, (domain) => {
      const { variable, levels, top, bottom } = request
      const got = stats.distribution({ design: designOf(c, table), answers: table.numbers(variable), levels, top, bottom, domain })
      if (got.kind === 'refusal') return { n: 0, share: null, se: null, top: null, bottom: null, net: null }
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
    }),
  quantile: (request, table, c) => {
    const got = stats.quantiles(designOf(c, table), table.numbers(request.variable), request.probs)
    if (got.kind === 'refusal') return null
    const list = (field: 'value' | 'lower' | 'upper' | 'standardError') => got.quantiles.map((one) => one[field])
    return { quantiles: list('value'), ci_woodruff_mean: { lower: list('lower'), upper: list('upper') }, se: list('standardError') }
  },
  mean_frequency: ({ variable, frequency, by }, table) => {
    const one = (domain: Uint8Array | null) => {
      const got = stats.frequencyMean(table.numbers(variable), table.numbers(frequency), domain)
      return got.kind === 'refusal' ? { n: null, estimate: null, se: null } : { n: got.respondents, ...share(got) }
    }
    return { ...one(null), ...byGroup(by, table, one) }
  },
  kish: ({ by }, table, c) => byGroup(by, table, (_, part) => weightFields(weightsOf(c, part))),
  p_adjust: ({ p }) => ({
    holm: stats.adjustPValues(p, 'holm'),
    hochberg: stats.adjustPValues(p, 'hochberg'),
    hommel: stats.adjustPValues(p, 'hommel'),
    bonferroni: stats.adjustPValues(p, 'bonferroni'),
    BH: stats.adjustPValues(p, 'benjamini-hochberg'),
    BY: stats.adjustPValues(p, 'benjamini-yekutieli'),
  }),
  rake: (request, table, c) => {
    const margins = Object.entries<Readonly<Record<string, number>>>(request.margins).map(([name, totals]) => marginOf(table, name, totals))
    const got = stats.rake({ weights: weightsOf(c, table), margins, ...(request.epsilon ? { tolerance: request.epsilon } : {}) })
    if (got.kind === 'refusal') return refusal(got)
    const estimates = calibratedMeans(request, table, c, got.weights, margins)
    return {
      converged: true,
      max_rel_margin_error: got.maximumMarginError,
      weights: weightFields(got.weights),
      estimates_greg_se: estimates,
    }
  },
  poststratify: (request, table, c) => {
    const name = (row: Readonly<Record<string, Json>>) => request.cells.map((cell: string) => String(row[cell])).join(' / ')
    const crossed = table.with('cell', name)
    const cells = marginOf(crossed, 'cell', Object.fromEntries(request.population.map((row: Request) => [name(row), row.Freq])))
    const got = stats.poststratify(weightsOf(c, table), cells)
    if (got.kind === 'refusal') return refusal(got)
    return { weights: weightFields(got.weights), estimates: calibratedMeans(request, table, c, got.weights, [cells]) }
  },
  trim_weights: ({ upper, lower }, table, c) => {
    const one = (strict: boolean) => {
      const got = stats.trimWeights({ weights: weightsOf(c, table), upper: upper ?? Infinity, lower: lower ?? 0, strict })
      return got.kind === 'refusal' ? refusal(got) : weightFields(got.weights)
    }
    return { once: one(false), strict: one(true) }
  },
  kitagawa: (request, table, c) => {
    const levels = table.levels(request.groups)
    const waves = { from: table.mask(request.wave, request.from), to: table.mask(request.wave, request.to) }
    const groups = { answers: table.numbers(request.variable), groups: table.codes(request.groups), groupCount: levels.length }
    const got = stats.kitagawa({ design: designOf(c, table), ...groups, ...waves })
    if (got.kind === 'refusal') return refusal(got)
    const { compositionAtFromRates, rateAtFromShares, interaction } = got.threefold
    return {
      levels,
      share_from: got.shareFrom,
      share_to: got.shareTo,
      mean_from: got.meanFrom,
      mean_to: got.meanTo,
      total_change: got.total.value,
      composition: got.composition.value,
      rate: got.rate.value,
      composition_by_group: got.compositionByGroup,
      rate_by_group: got.rateByGroup,
      threefold: { composition_at_from_rates: compositionAtFromRates, rate_at_from_shares: rateAtFromShares, interaction },
      se: { composition: got.composition.standardError, rate: got.rate.standardError, total: got.total.standardError },
    }
  },
  drivers: (request, table, c) => {
    const predictors = request.predictors.map((name: string) => table.numbers(name))
    const got = stats.drivers(designOf(c, table), table.numbers(request.outcome), predictors)
    if (got.kind === 'refusal') return refusal(got)
    const {
      respondents: n,
      coefficients,
      covariance: vcov,
      standardErrors: se,
      residualFreedom: df_resid,
      tValues: t,
      pValues: p,
    } = got.regression
    const { standardised: beta_standardised, rSquared: r2, adjustedRSquared: adj_r2 } = got.regression
    const shares = { lmg: got.lmg, lmg_share: got.lmgShares, first: got.alone, last: got.last, correlation_matrix: got.correlations }
    const others = { johnson_relative_weights: got.relativeWeights, vif: got.varianceInflation }
    return { n, coefficients, vcov, se, df_resid, t, p, beta_standardised, r2, adj_r2, ...shares, ...others }
  },
  reliability: (request, table, c) => {
    const got = stats.reliability({
      items: request.items.map((name: string) => table.numbers(name)),
      reversed: request.items.map((name: string) => request.reverse.includes(name)),
      ...(request.scale ? { scale: { least: request.scale.lo, most: request.scale.hi } } : {}),
      weights: c.design.weight ? table.numbers(c.design.weight) : null,
    })
    if (got.kind === 'refusal') return refusal(got)
    return {
      n: got.respondents,
      k: got.items,
      alpha: got.alpha,
      alpha_standardised: got.alphaStandardised,
      mean_inter_item_r: got.meanInterItemCorrelation,
      alpha_se: got.alphaStandardError,
      alpha_ci_feldt: got.alphaInterval,
      alpha_if_dropped: got.alphaIfDropped,
      item_rest_r: got.itemRestCorrelation,
      alpha_pairwise: got.alphaPairwise,
      alpha_weighted: got.alphaWeighted,
      omega_total_ml1: got.omega,
      omega_standardised_ml1: got.omegaStandardised,
      loadings_standardised: got.loadings,
      guttman_lambda6: got.lambda6,
      eigenvalues: got.eigenvalues,
      split_half_odd_even: got.splitHalf,
    }
  },
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
