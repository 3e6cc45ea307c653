import { compensatedSum } from './compensated-sum.ts'

export type WeightSummary = {
  readonly respondents: number
  readonly sumOfWeights: number
  readonly sumOfSquaredWeights: number
  readonly smallest: number
  readonly largest: number
  /** Kish, (sum w)^2 / sum w^2. */
  readonly effectiveSampleSize: number
  /** Kish, n sum w^2 / (sum w)^2 = 1 + cv^2: what unequal weights alone cost. */
  readonly designEffect: number
  /** Standard deviation of the weights (with 1/n) over their mean. */
  readonly coefficientOfVariation: number
}

export type NoWeight = { readonly kind: 'refusal'; readonly reason: 'all-missing'; readonly detail: string }

/**
 * What a set of weights is worth: Kish's effective sample size and design effect, with sums and extremes.
 *
 * Sums are taken on weights scaled by the largest, so that squares neither overflow nor vanish. Weights of zero count in n.
 * @returns the summary, or a refusal where no weight is positive
 * @throws {RangeError} on a weight that is negative or not finite
 * @see Kish (1965), Survey Sampling, 11.7; Kish (1992), Journal of Official Statistics 8
 */
export function weightSummary(weights: Float64Array): WeightSummary | NoWeight {
  let smallest = Infinity
  let largest = 0
  for (const weight of weights) {
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError('weightSummary requires finite weights of 0 or more')
    smallest = Math.min(smallest, weight)
    largest = Math.max(largest, weight)
  }
  if (largest === 0) return { kind: 'refusal', reason: 'all-missing', detail: `none of ${weights.length} weights is positive` }
  const scaled = weights.map((weight) => weight / largest)
  const sum = compensatedSum(scaled)
  const squares = compensatedSum(scaled.map((weight) => weight * weight))
  const effectiveSampleSize = (sum * sum) / squares
  const mean = sum / weights.length
  const spread = compensatedSum(scaled.map((weight) => (weight - mean) * (weight - mean))) / weights.length
  return {
    respondents: weights.length,
    sumOfWeights: compensatedSum(weights),
    sumOfSquaredWeights: squares * largest * largest,
    smallest,
    largest,
    effectiveSampleSize,
    designEffect: weights.length / effectiveSampleSize,
    coefficientOfVariation: Math.sqrt(spread) / mean,
  }
}
