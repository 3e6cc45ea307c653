/** Raking, post-stratification and trimming of the reference cases. */
import * as stats from '../../lib/stats/index.ts'
import { refusal, share } from './fields.ts'
import type { Answer, Case, Json, Request, Table } from './request.ts'
import { byGroup, designOf, weightsOf } from './table.ts'

const marginOf = (table: Table, name: string, totals: Readonly<Record<string, number>>): stats.Margin => {
  const labels = Object.keys(totals)
  return { name, codes: table.codes(name, labels), totals: Float64Array.from(Object.values(totals)), labels }
}

export const weightFields = (weights: Float64Array) => {
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

export const weightAnswers: Readonly<Record<string, Answer>> = {
  kish: ({ by }, table, c) => byGroup(by, table, (_, part) => weightFields(weightsOf(c, part))),
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
}
