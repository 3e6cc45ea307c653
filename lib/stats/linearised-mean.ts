import type { SurveyDesign } from './survey-design.ts'

/** Rows that count: 1 inside, 0 outside; null = all rows. A row without an answer (NaN) is outside whatever the mask says. */
export type RowMask = Uint8Array | null

/** A weighted mean over the answered rows of a domain, and the linearised variable that carries its variance. */
export type LinearisedMean = {
  readonly mean: number
  /** What `mean` still lacks: mean + remainder is the mean to about 30 digits. */
  readonly remainder: number
  /** w (y - mean) / sum w inside, 0 outside and where missing. */
  readonly influence: Float64Array
  /** Rows with an answer and a positive weight. */
  readonly respondents: number
  /** Rows of the domain with a positive weight and no answer. */
  readonly missing: number
  /** Rows of the domain whose weight is zero, answered or not. */
  readonly zeroWeights: number
  readonly sumOfWeights: number
  /** Weighted sum of the answers. */
  readonly total: number
  /** Kish, (sum w)^2 / sum w^2 over the respondents. */
  readonly effectiveSampleSize: number
  /** sum w (y - mean)^2 / sum w. */
  readonly populationVariance: number
  /** No two answers differ. */
  readonly allEqual: boolean
}

const SPLIT = 134_217_729

/** What a * b loses when it is rounded (Dekker, Veltkamp). */
function productError(a: number, b: number, product: number): number {
  const aScaled = SPLIT * a
  const aHigh = aScaled - (aScaled - a)
  const aLow = a - aHigh
  const bScaled = SPLIT * b
  const bHigh = bScaled - (bScaled - b)
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

/** What high + value loses when it is rounded to sum (Knuth). */
function sumError(high: number, value: number, sum: number): number {
  const part = sum - high
  return high - (sum - part) + (value - part)
}

/**
 * Weighted mean m = sum w y / sum w over the rows inside, with its linearised variable.
 *
 * Sums are held in twice the working precision, so that an offset of 1e12, weights over 16 orders of magnitude and terms that
 * cancel leave the mean right to the last digits, and equal answers give exactly their value and exactly no variance.
 * Missing answers (NaN) are a domain of their own: zero influence. With no respondent the mean is NaN and respondents 0:
 * test that first.
 *
 * @throws {RangeError} on lengths that differ, on an infinite answer
 * @see Lumley, Complex Surveys (2010), 2.2; Ogita, Rump, Oishi, Accurate sum and dot product (2005)
 */
export function linearisedMean(design: SurveyDesign, values: Float64Array, inside: RowMask = null): LinearisedMean {
  const { rows, weights } = design
  if (values.length !== rows || (inside !== null && inside.length !== rows)) {
    throw new RangeError(`linearisedMean requires values and mask of ${rows} rows, got ${values.length} and ${inside?.length ?? 'none'}`)
  }
  let respondents = 0
  let missing = 0
  let zeroWeights = 0
  let weightHigh = 0
  let weightLow = 0
  let totalHigh = 0
  let totalLow = 0
  let largestWeight = 0
  let least = Infinity
  let most = -Infinity
  for (let row = 0; row < rows; row++) {
    if (inside !== null && inside[row] === 0) continue
    const weight = weights[row] as number
    const value = values[row] as number
    if (weight === 0) {
      zeroWeights++
      continue
    }
    if (Number.isNaN(value)) {
      missing++
      continue
    }
    respondents++
    if (value < least) least = value
    if (value > most) most = value
    if (weight > largestWeight) largestWeight = weight
    const weightSum = weightHigh + weight
    weightLow += sumError(weightHigh, weight, weightSum)
    weightHigh = weightSum
    const product = weight * value
    const totalSum = totalHigh + product
    totalLow += sumError(totalHigh, product, totalSum) + productError(weight, value, product)
    totalHigh = totalSum
  }
  if (respondents > 0 && !(most - least < Infinity)) throw new RangeError('linearisedMean requires finite answers (NaN = missing)')
  const sumOfWeights = weightHigh + weightLow
  const total = totalHigh + totalLow
  // Quotient and what it still lacks: mean + rest is the mean to about 30 digits.
  const quotient = total / sumOfWeights
  const product = quotient * weightHigh
  const lack = totalHigh - product - productError(quotient, weightHigh, product) + totalLow - quotient * weightLow
  const correction = lack / sumOfWeights
  const mean = least === most ? least : quotient + correction
  const rest = least === most ? 0 : correction - (mean - quotient)

  const influence = new Float64Array(rows)
  let squaredWeights = 0
  let spread = 0
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number
    const weight = weights[row] as number
    if ((inside !== null && inside[row] === 0) || Number.isNaN(value) || weight === 0) continue
    // Shares of the largest weight, since squares of tiny or huge weights leave the range of a double.
    const relative = weight / largestWeight
    squaredWeights += relative * relative
    const deviation = value - mean - rest
    const share = weight / sumOfWeights
    influence[row] = share * deviation
    spread += share * deviation * deviation
  }
  const relativeSum = sumOfWeights / largestWeight
  return {
    mean: respondents === 0 ? Number.NaN : mean,
    remainder: rest,
    influence,
    respondents,
    missing,
    zeroWeights,
    sumOfWeights,
    total,
    effectiveSampleSize: respondents === 0 ? 0 : (relativeSum * relativeSum) / squaredWeights,
    populationVariance: spread,
    allEqual: respondents > 0 && least === most,
  }
}
