import { stirlingError } from './log-gamma.ts'
import { normalQuantile } from './normal.ts'

/** x log(x / mean) + mean - x without cancellation where x is near its mean (Loader 2000). */
function deviance(x: number, mean: number): number {
  const difference = x - mean
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference
  const ratio = difference / (x + mean)
  let sum = difference * ratio
  let term = 2 * x * ratio
  for (let odd = 3; ; odd += 2) {
    term *= ratio * ratio
    const next = sum + term / odd
    if (next === sum) return sum
    sum = next
  }
}

/** x^a (1 - x)^b / B(a, b), by the saddle-point form of the binomial density; `errors` is that of a and b together. */
function betaPower(a: number, b: number, x: number, complement: number, errors = stirlingErrors(a, b)): number {
  const n = a + b
  return Math.exp(errors - deviance(a, n * x) - deviance(b, n * complement)) * Math.sqrt((a * b) / (2 * Math.PI * n))
}

function stirlingErrors(a: number, b: number): number {
  return stirlingError(a + b) - stirlingError(a) - stirlingError(b)
}

const FLOOR = 1e-300

function continuedFraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    const step = d * c
    fraction *= step
    if (Math.abs(step - 1) < 3e-16) break
  }
  return fraction
}

function awayFromZero(x: number): number {
  return Math.abs(x) < FLOOR ? FLOOR : x
}

/**
 * Regularised incomplete beta function I_x(a, b), 0..1.
 *
 * Give `complement` = 1 - x where it is known more exactly than by subtraction (tails).
 * @throws {RangeError} unless a > 0, b > 0 and 0 <= x <= 1
 * @see Numerical Recipes 6.4 (continued fraction by Lentz); Loader (2000) for the leading power
 */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): number {
  if (!(a > 0 && b > 0 && x >= 0 && complement >= 0)) throw new RangeError('incompleteBeta requires a > 0, b > 0 and 0 <= x <= 1')
  if (x === 0) return 0
  if (complement === 0) return 1
  return tailOrBody(a, b, x, complement, betaPower(a, b, x, complement))
}

function tailOrBody(a: number, b: number, x: number, complement: number, power: number): number {
  if (x * (a + b + 2) < a + 1) return (power / a) * continuedFraction(a, b, x)
  return 1 - (power / b) * continuedFraction(b, a, complement)
}

/**
 * Quantile of the beta distribution: the x with I_x(a, b) = probability.
 *
 * a = 0 gives 0 and b = 0 gives 1 (the closed ends of a Clopper-Pearson interval).
 * @throws {RangeError} unless a >= 0, b >= 0, not both 0, and 0 <= probability <= 1
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (!(a >= 0 && b >= 0 && a + b > 0 && probability >= 0 && probability <= 1)) {
    throw new RangeError('betaQuantile requires a >= 0, b >= 0, not both 0, and a probability in 0..1')
  }
  if (a === 0 || probability === 0) return 0
  if (b === 0 || probability === 1) return 1
  const errors = stirlingErrors(a, b)
  let low = 0
  let high = 1
  let x = nearQuantile(probability, a, b)
  for (let round = 0; round < 200; round++) {
    const power = betaPower(a, b, x, 1 - x, errors)
    const error = tailOrBody(a, b, x, 1 - x, power) - probability
    if (error > 0) high = x
    else low = x
    const density = power / (x * (1 - x))
    const newton = error / density
    const bend = (a - 1) / x - (b - 1) / (1 - x)
    // Halley's step, tamed where the bend is strong; halving where it leaves the bracket.
    const halley = x - newton / (1 - Math.min(0.5, Math.max(-0.5, (newton * bend) / 2)))
    if (Math.abs(halley - x) <= 2e-15 * x) return Math.min(1, Math.max(0, halley))
    const next = halley > low && halley < high ? halley : between(low, high)
    if (next === low || next === high) return x
    x = next
  }
  return x
}

/** Half way; on a logarithmic scale near zero, where quantiles of small a lie many powers of ten apart. */
function between(low: number, high: number): number {
  if (high > 0.1) return (low + high) / 2
  return low === 0 ? high / 1024 : Math.sqrt(low * high)
}

/** A first guess through the normal distribution of the logit, whose mean and variance digamma gives: close for a, b above 1. */
function nearQuantile(probability: number, a: number, b: number): number {
  const z = probability > 0 && probability < 1 ? normalQuantile(probability) : 0
  const middle = Math.log((a + 1e-9) / (b + 1e-9)) - 1 / (2 * (a + 0.5)) + 1 / (2 * (b + 0.5))
  const guess = 1 / (1 + Math.exp(-(middle + z * Math.sqrt(1 / (a + 0.25) + 1 / (b + 0.25)))))
  return Math.min(1 - 1e-16, Math.max(Number.MIN_VALUE, guess))
}
