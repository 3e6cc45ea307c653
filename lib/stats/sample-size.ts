import { normalQuantile } from './normal.ts'

export type SampleSizeInput = {
  /** People in the population, N. */
  readonly population: number
  /** Half width of the interval of a share, e.g. 0.05. */
  readonly marginOfError: number
  /** Confidence level, e.g. 0.95. */
  readonly level: number
  /** The share that is expected; 0.5 asks for the most answers. */
  readonly share?: number
}

/**
 * Answers that a simple random sample from a finite population needs, so that the interval of a share has the wanted half width:
 * n0 = z^2 p (1 - p) / e^2, n = n0 / (1 + (n0 - 1) / N), with z the normal quantile of (1 + level) / 2. `infinite` is n0, `exact` is n,
 * `needed` is n up to the next whole person, never more than the population. An empty population needs nobody.
 *
 * Says nothing of answers that people gave of their own accord: then it is a goal, not a precision. No design effect is in it.
 *
 * Source: Cochran 1977, Sampling Techniques, 4.4.
 *
 * @throws {RangeError} where the population is no whole number of people or margin, level and share are not between 0 and 1
 */
export function sampleSize({ population, marginOfError, level, share = 0.5 }: SampleSizeInput): {
  readonly infinite: number
  readonly exact: number
  readonly needed: number
} {
  if (!(Number.isInteger(population) && population >= 0)) throw new RangeError('sampleSize requires a whole population of at least 0')
  for (const [name, value] of Object.entries({ marginOfError, level, share }))
    if (!(value > 0 && value < 1)) throw new RangeError(`sampleSize requires ${name} between 0 and 1`)
  const z = normalQuantile((1 + level) / 2)
  const infinite = (z * z * share * (1 - share)) / (marginOfError * marginOfError)
  if (population === 0) return { infinite, exact: 0, needed: 0 }
  const exact = infinite / (1 + (infinite - 1) / population)
  return { infinite, exact, needed: Math.min(population, Math.ceil(exact)) }
}
