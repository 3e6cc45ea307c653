import { stirlingError } from './log-gamma.ts'

/** x^a e^-x / gamma(a), by Stirling's form so that large parts cancel exactly. */
function gammaPower(a: number, x: number): number {
  const ratio = (x - a) / a
  const deviance = Math.abs(ratio) > 0.5 ? x - a - a * Math.log(x / a) : a * (ratio - Math.log1p(ratio))
  return Math.exp(-deviance - stirlingError(a)) * Math.sqrt(a / (2 * Math.PI))
}

/**
 * Upper regularised incomplete gamma function Q(a, x), 0..1: 1 at x = 0.
 *
 * @throws {RangeError} unless a > 0 and x >= 0
 * @see Numerical Recipes 6.2 (series below a + 1, continued fraction above)
 */
export function upperIncompleteGamma(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) throw new RangeError('upperIncompleteGamma requires a > 0 and x >= 0')
  if (x === 0) return 1
  if (x === Infinity) return 0
  const power = gammaPower(a, x)
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= x / (a + n)
      sum += term
    }
    return 1 - power * sum
  }
  const floor = 1e-300
  let b = x + 1 - a
  let c = 1 / floor
  let d = 1 / b
  let fraction = d
  for (let i = 1; i <= 100_000; i++) {
    const coefficient = -i * (i - a)
    b += 2
    d = coefficient * d + b
    d = 1 / (Math.abs(d) < floor ? floor : d)
    c = b + coefficient / c
    if (Math.abs(c) < floor) c = floor
    const step = d * c
    fraction *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return power * fraction
}
