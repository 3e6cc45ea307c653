import { upperIncompleteGamma } from './incomplete-gamma.ts'

/** Distribution function of the standard normal, exact in both tails. */
export function normalCdf(z: number): number {
  const tail = upperIncompleteGamma(0.5, (z * z) / 2) / 2
  return z > 0 ? 1 - tail : tail
}

/** Two-sided p of a standard normal statistic: P(|Z| >= |z|). */
export function normalPValue(z: number): number {
  return upperIncompleteGamma(0.5, (z * z) / 2)
}

/** Upper tail of chi-square with k degrees of freedom: P(X >= x). */
export function chiSquarePValue(x: number, degreesOfFreedom: number): number {
  return upperIncompleteGamma(degreesOfFreedom / 2, x / 2)
}

/**
 * Quantile of the standard normal: a rational start, then Halley steps on the exact distribution.
 *
 * @throws {RangeError} unless 0 < probability < 1
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError('normalQuantile requires a probability between 0 and 1')
  if (probability !== lastProbability) {
    lastQuantile = probability > 0.5 ? -lowerQuantile(1 - probability) : lowerQuantile(probability)
    lastProbability = probability
  }
  return lastQuantile
}

/** One level is asked for hundreds of times in a row. */
let lastProbability = 0.5
let lastQuantile = 0

function lowerQuantile(probability: number): number {
  let z = lowerStart(probability)
  for (let round = 0; round < 3; round++) {
    const error = (normalCdf(z) - probability) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2)
    z -= error / (1 + (z * error) / 2)
  }
  return z
}

/** Abramowitz and Stegun 26.2.23, |error| < 4.5e-4, for probabilities up to one half. */
function lowerStart(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(probability))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return above / below - t
}
