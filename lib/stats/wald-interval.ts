import { normalQuantile } from './normal.ts'
import { studentQuantile } from './student-t.ts'

/**
 * estimate -+ t standardError, with the t of the degrees of freedom; Infinity gives the normal interval.
 *
 * Not bounded by any scale: for scores use `boundedInterval`, for shares `proportionEstimate`.
 * @throws {RangeError} unless 0 < level < 1 and degreesOfFreedom > 0
 */
export function waldInterval(
  estimate: number,
  standardError: number,
  degreesOfFreedom = Infinity,
  level = 0.95,
): readonly [lower: number, upper: number] {
  const reach = degreesOfFreedom === Infinity ? normalQuantile((1 + level) / 2) : studentQuantile(level, degreesOfFreedom)
  return [estimate - reach * standardError, estimate + reach * standardError]
}
