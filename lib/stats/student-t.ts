import { incompleteBeta } from './incomplete-beta.ts'
import { logGamma } from './log-gamma.ts'
import { normalPValue, normalQuantile } from './normal.ts'

/** From here on Student's t equals the normal to the last digits. */
const NORMAL_FROM = 1e15

/**
 * Two-sided p of a Student t statistic: P(|T| >= |t|) with the given (also fractional) degrees of freedom.
 *
 * @throws {RangeError} unless degreesOfFreedom > 0
 */
export function studentPValue(t: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0)) throw new RangeError('studentPValue requires degrees of freedom above 0')
  if (degreesOfFreedom >= NORMAL_FROM) return normalPValue(t)
  const square = t * t
  if (square === Infinity) return 0
  const whole = degreesOfFreedom + square
  return incompleteBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / whole, square / whole)
}

/**
 * The t that two-sided exceeds with probability 1 - level: the 97.5 % quantile for level 0.95.
 *
 * @throws {RangeError} unless 0 < level < 1 and degreesOfFreedom > 0
 */
export function studentQuantile(level: number, degreesOfFreedom: number): number {
  if (!(level > 0 && level < 1 && degreesOfFreedom > 0)) {
    throw new RangeError('studentQuantile requires a level between 0 and 1 and degrees of freedom above 0')
  }
  const tail = 1 - level
  const start = normalQuantile((1 + level) / 2)
  if (degreesOfFreedom >= NORMAL_FROM) return start
  let low = 0
  let high = Infinity
  // Second-order Cornish-Fisher start (Hill 1970).
  let t =
    start + (start ** 3 + start) / (4 * degreesOfFreedom) + (5 * start ** 5 + 16 * start ** 3 + 3 * start) / (96 * degreesOfFreedom ** 2)
  for (let round = 0; round < 200; round++) {
    const error = studentPValue(t, degreesOfFreedom) - tail
    if (error > 0) low = t
    else high = t
    const slope = -2 * studentDensity(t, degreesOfFreedom)
    const newton = t - error / slope
    if (Math.abs(newton - t) <= 4e-15 * t) return newton
    const inside = newton > low && newton < high
    const next = inside ? newton : high === Infinity ? 2 * t : (low + high) / 2
    if (next === low || next === high) return t
    t = next
  }
  return t
}

function studentDensity(t: number, degreesOfFreedom: number): number {
  const half = degreesOfFreedom / 2
  const constant = logGamma(half + 0.5) - logGamma(half) - Math.log(Math.PI * degreesOfFreedom) / 2
  return Math.exp(constant - (half + 0.5) * Math.log1p((t * t) / degreesOfFreedom))
}

/**
 * Upper tail of Fisher's F: P(F >= f) with numerator and denominator degrees of freedom.
 *
 * @throws {RangeError} unless both degrees of freedom are above 0 and f >= 0
 */
export function fisherPValue(f: number, numerator: number, denominator: number): number {
  if (!(f >= 0 && numerator > 0 && denominator > 0)) {
    throw new RangeError('fisherPValue requires f >= 0 and degrees of freedom above 0')
  }
  const whole = denominator + numerator * f
  return incompleteBeta(denominator / 2, numerator / 2, denominator / whole, (numerator * f) / whole)
}
