import { betaQuantile } from './incomplete-beta.ts'
import { normalQuantile } from './normal.ts'
import { studentQuantile } from './student-t.ts'

export const BOUNDED_INTERVAL_METHOD = 'bounded-beta'

/** Of the range: a standard error that the sums of equal answers may leave. */
const ROUNDING = 1e-12

export type BoundedIntervalInput = {
  readonly estimate: number
  readonly standardError: number
  /** Of the standard error; infinite = known exactly. */
  readonly degreesOfFreedom: number
  /** Effective number of respondents: what an interval rests on where all answers are equal (standard error 0). */
  readonly effectiveSampleSize: number
  /** The range that the estimate cannot leave. */
  readonly minimum: number
  readonly maximum: number
  readonly level: number
}

/**
 * Confidence interval of a mean or sum of means of answers on a bounded scale; never leaves the scale, never has width zero.
 *
 *   p = (estimate - minimum) / (maximum - minimum), v = (standardError / (maximum - minimum))^2
 *   n* = p (1 - p) / v * (z / t_df)^2
 *   lower = Beta(alpha/2; n* p + 1/2, n* (1 - p) + 1/2), upper = Beta(1 - alpha/2; the same)
 *
 * n* is the number of yes/no answers that would be as uncertain as the estimate (Korn and Graubard's step for a proportion,
 * with the mean and variance of any bounded variable in the place of those of a proportion); the interval is Jeffreys' of so
 * many answers. Away from the ends it agrees with estimate +- t_df standardError; near an end it is skewed away from that end,
 * as the truth is. Where all answers are equal (v = 0) it is the Clopper-Pearson interval of the effective sample, since equal
 * answers say least about those who were not asked.
 *
 * @throws {RangeError} unless minimum <= estimate <= maximum, minimum < maximum, standardError >= 0, degreesOfFreedom > 0 and
 * effectiveSampleSize > 0
 * @see Korn and Graubard, Survey Methodology 24 (1998); Brown, Cai, DasGupta, Statistical Science 16 (2001); Clopper and
 * Pearson (1934)
 */
export function boundedInterval(input: BoundedIntervalInput): readonly [lower: number, upper: number] {
  const { estimate, standardError, degreesOfFreedom, effectiveSampleSize, minimum, maximum, level } = input
  const range = maximum - minimum
  if (!(range > 0 && estimate >= minimum && estimate <= maximum && standardError >= 0 && degreesOfFreedom > 0 && effectiveSampleSize > 0)) {
    throw new RangeError(
      'boundedInterval requires an estimate inside a range, a standard error of 0 or more, degrees of freedom and respondents',
    )
  }
  const share = (estimate - minimum) / range
  const variance = (standardError / range) ** 2
  const stretch = (normalQuantile((1 + level) / 2) / studentQuantile(level, degreesOfFreedom)) ** 2
  // Equal answers may leave a trace of rounding: what is below the digits of a double is no spread.
  const size = variance > ROUNDING ** 2 ? ((share * (1 - share)) / variance) * stretch : effectiveSampleSize
  const [yes, no] = [size * share, size * (1 - share)]
  const tail = (1 - level) / 2
  // What is added to the answers on the far and on the near side of each limit.
  const [far, near] = variance > 0 ? [0.5, 0.5] : [0, 1]
  const lower = betaQuantile(tail, yes + far, no + near)
  const upper = betaQuantile(1 - tail, yes + near, no + far)
  return [Math.min(estimate, minimum + range * lower), Math.max(estimate, minimum + range * upper)]
}
