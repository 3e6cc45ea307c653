import { stirlingError } from './log-gamma.ts'

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

/** x^a (1 - x)^b / B(a, b), by the saddle-point form of the binomial density. */
function betaPower(a: number, b: number, x: number, complement: number): number {
  const n = a + b
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * complement)
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n))
}

function continuedFraction(a: number, b: number, x: number): number {
  const floor = 1e-300
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  d = 1 / (Math.abs(d) < floor ? floor : d)
  let fraction = d
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    let step = 1
    for (const coefficient of [even, odd]) {
      d = 1 + coefficient * d
      c = 1 + coefficient / c
      d = 1 / (Math.abs(d) < floor ? floor : d)
      if (Math.abs(c) < floor) c = floor
      step = d * c
      fraction *= step
    }
    if (Math.abs(step - 1) < 1e-16) break
  }
  return fraction
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
  const power = betaPower(a, b, x, complement)
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
  let low = 0
  let high = 1
  let x = a / (a + b)
  for (let round = 0; round < 200; round++) {
    const error = incompleteBeta(a, b, x) - probability
    if (error === 0) return x
    if (error > 0) high = x
    else low = x
    const density = betaPower(a, b, x, 1 - x) / (x * (1 - x))
    const newton = x - error / density
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - x) <= 1e-16 * x || high - low <= Number.MIN_VALUE) return next
    x = next
  }
  return x
}
