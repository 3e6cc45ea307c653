import { toCorrelations } from './drivers.ts'
import { betaQuantile } from './incomplete-beta.ts'
import { weightedMoments } from './linear-regression.ts'
import { oneFactor } from './one-factor.ts'
import { symmetricEigen } from './symmetric-eigen.ts'
import { type Matrix, symmetricInverse } from './symmetric-matrix.ts'

export type ReliabilityRequest = {
  /** A column an item; NaN = missing. */
  readonly items: readonly Float64Array[]
  /** Items that are asked the other way round: turned to least + most - answer. */
  readonly reversed?: readonly boolean[]
  readonly scale?: { readonly least: number; readonly most: number }
  /** For the weighted alpha only. */
  readonly weights?: Float64Array | null
  /** Of the interval of alpha. Default 0.95. */
  readonly level?: number
}

export type Reliability = {
  readonly kind: 'reliability'
  /** Respondents who answered every item. */
  readonly respondents: number
  readonly items: number
  readonly alpha: number
  readonly alphaStandardised: number
  /** Of raw alpha, asymptotic (van Zyl; Duhachek & Iacobucci). */
  readonly alphaStandardError: number
  /** Feldt's interval. */
  readonly alphaInterval: readonly [number, number]
  readonly meanInterItemCorrelation: number
  /** Alpha of the other items; null with two items. */
  readonly alphaIfDropped: readonly (number | null)[]
  /** Correlation of each item with the sum of the others. */
  readonly itemRestCorrelation: readonly number[]
  /** From covariances of all pairs answered, not only of complete respondents. */
  readonly alphaPairwise: number
  /** From weighted covariances of complete respondents; null without weights. */
  readonly alphaWeighted: number | null
  /** One-factor omega on the raw and the standardised items; null with two items or where no factor is found. */
  readonly omega: number | null
  readonly omegaStandardised: number | null
  readonly loadings: readonly (number | null)[]
  /** Guttman's lambda 6 from the correlations. */
  readonly lambda6: number
  /** Of the correlation matrix, largest first. */
  readonly eigenvalues: readonly number[]
  /** Odd against even items, stepped up by Spearman-Brown. */
  readonly splitHalf: number
}

export type NoReliability = {
  readonly kind: 'refusal'
  readonly reason: 'too-few-answers' | 'all-equal'
  readonly item: number | null
  readonly detail: string
}

/**
 * Do the items of a part measure one thing? Cronbach's alpha and McDonald's omega, with what each item adds.
 *
 *   alpha = k / (k - 1) * (1 - sum of item variances / variance of the sum);  omega = (sum l)^2 / ((sum l)^2 + sum u)
 *
 * Complete respondents only (listwise), unweighted except `alphaWeighted`; loadings by maximum likelihood (`oneFactor`).
 * @returns the coefficients, or a refusal: too few complete respondents, or an item that all answer alike (named by place)
 * @throws {RangeError} with fewer than two items, lengths that differ, or reversed items without a scale
 * @see Cronbach (1951), Psychometrika 16; McDonald (1999), Test Theory; Feldt, Woodruff & Salih (1987); Duhachek & Iacobucci (2004), Journal of Applied Psychology 89
 */
export function reliability({
  items,
  reversed = [],
  scale,
  weights = null,
  level = 0.95,
}: ReliabilityRequest): Reliability | NoReliability {
  const k = items.length
  const rows = items[0]?.length ?? 0
  if (k < 2) throw new RangeError('reliability requires two items or more')
  if (items.some((item) => item.length !== rows) || (weights && weights.length !== rows))
    throw new RangeError('reliability requires columns of one length')
  if (reversed.some(Boolean) && !scale) throw new RangeError('reliability requires a scale for reversed items')
  const columns = items.map((item, at) => (reversed[at] && scale ? item.map((answer) => scale.least + scale.most - answer) : item))
  const complete = Uint8Array.from({ length: rows }, (_, row) => (columns.every((column) => !Number.isNaN(column[row] as number)) ? 1 : 0))
  const respondents = complete.reduce((sum, value) => sum + value, 0)
  if (respondents < 3)
    return { kind: 'refusal', reason: 'too-few-answers', item: null, detail: `${respondents} respondents answered every item` }
  const ones = new Float64Array(rows).fill(1)
  // Sample covariances, n - 1: alpha does not depend on it, omega and the factor neither.
  const covariance = scaleBy(weightedMoments(ones, columns, complete).covariance, respondents / (respondents - 1))
  const still = covariance.findIndex((row, at) => !((row[at] as number) > 0))
  if (still >= 0)
    return { kind: 'refusal', reason: 'all-equal', item: still, detail: `all complete respondents answer item ${still} alike` }
  const correlations = toCorrelations(covariance)
  const alpha = alphaOf(covariance)
  const interItem = (total(correlations) - k) / (k * (k - 1))
  const factor = oneFactor(correlations)
  const deviations = covariance.map((row, at) => Math.sqrt(row[at] as number))
  const raw = 'kind' in factor ? null : omegaOf(factor.loadings, factor.uniquenesses, deviations)
  const standardised =
    'kind' in factor
      ? null
      : omegaOf(
          factor.loadings,
          factor.uniquenesses,
          deviations.map(() => 1),
        )
  return {
    kind: 'reliability',
    respondents,
    items: k,
    alpha,
    alphaStandardised: (k * interItem) / (1 + (k - 1) * interItem),
    alphaStandardError: alphaStandardError(covariance, respondents),
    alphaInterval: feldtInterval(alpha, respondents, k, level),
    meanInterItemCorrelation: interItem,
    alphaIfDropped: covariance.map((_, at) => (k === 2 ? null : alphaOf(without(covariance, at)))),
    itemRestCorrelation: covariance.map((row, at) => itemRest(covariance, row, at)),
    alphaPairwise: alphaOf(pairwiseCovariance(columns)),
    alphaWeighted: weights ? alphaOf(weightedMoments(weights, columns, complete).covariance) : null,
    omega: raw,
    omegaStandardised: standardised,
    loadings: 'kind' in factor ? columns.map(() => null) : factor.loadings,
    lambda6: 1 - symmetricInverse(correlations).inverse.reduce((sum, row, at) => sum + 1 / (row[at] as number), 0) / total(correlations),
    eigenvalues: symmetricEigen(correlations).values,
    splitHalf: splitHalf(covariance),
  }
}

const scaleBy = (matrix: Matrix, factor: number): number[][] => matrix.map((row) => row.map((value) => value * factor))
const total = (matrix: Matrix): number => matrix.reduce((sum, row) => sum + row.reduce((inner, value) => inner + value, 0), 0)
const trace = (matrix: Matrix): number => matrix.reduce((sum, row, at) => sum + (row[at] as number), 0)
const without = (matrix: Matrix, at: number): Matrix => matrix.filter((_, i) => i !== at).map((row) => row.filter((_, j) => j !== at))

function alphaOf(covariance: Matrix): number {
  const k = covariance.length
  return (k / (k - 1)) * (1 - trace(covariance) / total(covariance))
}

function alphaStandardError(covariance: Matrix, respondents: number): number {
  const k = covariance.length
  const whole = total(covariance)
  const own = trace(covariance)
  const squared = covariance.map((row) => covariance.map((other) => row.reduce((sum, value, j) => sum + value * (other[j] as number), 0)))
  const bracket = whole * (trace(squared) + own * own) - 2 * own * total(squared)
  return Math.sqrt((((2 * k * k) / ((k - 1) ** 2 * whole ** 3)) * bracket) / respondents)
}

function feldtInterval(alpha: number, respondents: number, k: number, level: number): [number, number] {
  const upperFreedom = respondents - 1
  const lowerFreedom = upperFreedom * (k - 1)
  const fisherQuantile = (probability: number) => {
    const x = betaQuantile(probability, upperFreedom / 2, lowerFreedom / 2)
    return (lowerFreedom * x) / (upperFreedom * (1 - x))
  }
  return [1 - (1 - alpha) * fisherQuantile((1 + level) / 2), 1 - (1 - alpha) * fisherQuantile((1 - level) / 2)]
}

function itemRest(covariance: Matrix, row: readonly number[], at: number): number {
  const own = row[at] as number
  const withRest = row.reduce((sum, value) => sum + value, 0) - own
  return withRest / Math.sqrt(own * total(without(covariance, at)))
}

function pairwiseCovariance(columns: readonly Float64Array[]): number[][] {
  const ones = new Float64Array(columns[0]?.length ?? 0).fill(1)
  return columns.map((left, i) =>
    columns.map((right, j) => {
      const both = left.map((value, row) => (Number.isNaN(value) || Number.isNaN(right[row] as number) ? 0 : 1))
      const inside = Uint8Array.from(both)
      const respondents = inside.reduce((sum, value) => sum + value, 0)
      const { covariance } = weightedMoments(ones, i === j ? [left] : [left, right], inside)
      return ((covariance[0]?.[i === j ? 0 : 1] as number) * respondents) / (respondents - 1)
    }),
  )
}

function omegaOf(loadings: readonly number[], uniquenesses: readonly number[], deviations: readonly number[]): number {
  const common = loadings.reduce((sum, value, at) => sum + value * (deviations[at] as number), 0) ** 2
  return common / (common + uniquenesses.reduce((sum, value, at) => sum + value * (deviations[at] as number) ** 2, 0))
}

function splitHalf(covariance: Matrix): number {
  const sums = [0, 1].map((left) =>
    [0, 1].map((right) =>
      covariance.reduce(
        (sum, row, i) => sum + (i % 2 === left ? row.reduce((inner, value, j) => inner + (j % 2 === right ? value : 0), 0) : 0),
        0,
      ),
    ),
  )
  const correlation = (sums[0]?.[1] as number) / Math.sqrt((sums[0]?.[0] as number) * (sums[1]?.[1] as number))
  return (2 * correlation) / (1 + correlation)
}
