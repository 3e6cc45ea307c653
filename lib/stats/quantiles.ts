import type { NoAnswers } from './distribution.ts'
import { linearisedMean, type RowMask } from './linearised-mean.ts'
import { studentQuantile } from './student-t.ts'
import { linearisedVariance, type SurveyDesign } from './survey-design.ts'

export type Quantile = {
  readonly probability: number
  readonly value: number
  readonly lower: number
  readonly upper: number
  /** Width of the interval over twice the t quantile. */
  readonly standardError: number
}

export type Quantiles = {
  readonly kind: 'quantiles'
  readonly quantiles: readonly Quantile[]
  readonly respondents: number
  readonly degreesOfFreedom: number
}

/**
 * Weighted quantiles with Woodruff intervals.
 *
 *   q(p) = the smallest answer y with F(y) >= p,  F(y) = sum of w over answers <= y / sum of w
 *   interval: q(s - t se), q(s + t se) with s the share of answers <= q(p) and se its linearised standard error
 *
 * A cumulated weight that meets p up to rounding (1e-12 of the total) counts as met. Missing answers have no influence.
 * Where s - t se <= 0 the bound is the least answer, where s + t se >= 1 the greatest.
 * @returns the quantiles, or a refusal where nobody answered
 * @throws {RangeError} on probabilities outside 0..1, a level outside (0, 1), or a design without degrees of freedom
 * @see Woodruff (1952), JASA 47; R survey::svyquantile with interval.type = "mean", qrule "math"
 */
export function quantiles(
  design: SurveyDesign,
  values: Float64Array,
  probabilities: readonly number[],
  { inside = null, level = 0.95 }: { readonly inside?: RowMask; readonly level?: number } = {},
): Quantiles | NoAnswers {
  for (const p of probabilities) if (!(p >= 0 && p <= 1)) throw new RangeError('quantiles requires probabilities from 0 to 1')
  const rows = Array.from(values.keys()).filter(
    (row) => !Number.isNaN(values[row] as number) && inside?.[row] !== 0 && (design.weights[row] as number) > 0,
  )
  if (rows.length === 0) return { kind: 'refusal', reason: 'all-missing', detail: 'nobody answered' }
  rows.sort((a, b) => (values[a] as number) - (values[b] as number))
  const sorted = rows.map((row) => values[row] as number)
  const cumulated: number[] = []
  let sum = 0
  for (const row of rows) {
    sum += design.weights[row] as number
    cumulated.push(sum)
  }
  const at = (p: number): number => {
    const wanted = p * sum - 1e-12 * sum
    let low = 0
    let high = sorted.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cumulated[middle] as number) >= wanted) high = middle
      else low = middle + 1
    }
    return sorted[low] as number
  }
  const t = studentQuantile(level, design.degreesOfFreedom)
  const quantile = (probability: number): Quantile => {
    const value = at(probability)
    const below = values.map((answer) => (Number.isNaN(answer) ? answer : answer <= value ? 1 : 0))
    const { mean, influence } = linearisedMean(design, below, inside)
    const margin = t * Math.sqrt(linearisedVariance(design, [influence])[0] as number)
    const lower = at(mean - margin)
    const upper = at(mean + margin)
    return { probability, value, lower, upper, standardError: (upper - lower) / (2 * t) }
  }
  return { kind: 'quantiles', quantiles: probabilities.map(quantile), respondents: rows.length, degreesOfFreedom: design.degreesOfFreedom }
}
