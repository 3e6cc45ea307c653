import type { DomainMeans } from './difference-of-means.ts'
import { chiSquarePValue } from './normal.ts'
import { fisherPValue } from './student-t.ts'
import { symmetricInverse } from './symmetric-matrix.ts'

export type WaldEquality = {
  readonly chiSquare: number
  /** Number of means minus one. */
  readonly freedom: number
  readonly chiSquarePValue: number
  /** chiSquare / freedom, on (freedom, degrees of freedom of the design). */
  readonly f: number
  readonly designFreedom: number
  readonly fPValue: number
}

/**
 * Wald test that all domain means are equal: W = (C m)' (C V C')^-1 (C m) with C the differences to the first mean.
 *
 * @throws {RangeError} on fewer than two means, or differences whose covariance cannot be inverted
 * @see Korn and Graubard, Analysis of Health Surveys (1999), 3.6; R survey::regTermTest
 */
export function waldEquality({ means, covariance, degreesOfFreedom }: DomainMeans): WaldEquality {
  const size = means.length
  if (size < 2) throw new RangeError('waldEquality requires two or more means')
  const v = (row: number, at: number) => covariance[row * size + at] as number
  const others = means.slice(1).map((_, at) => at + 1)
  const differences = others.map((at) => (means[at] as number) - (means[0] as number))
  const matrix = others.map((row) => others.map((at) => v(row, at) - v(row, 0) - v(0, at) + v(0, 0)))
  const { inverse, aliased } = symmetricInverse(matrix)
  if (aliased.length > 0) throw new RangeError('waldEquality requires differences with a covariance of full rank')
  const chiSquare = differences.reduce(
    (sum, left, row) => sum + left * differences.reduce((inner, right, at) => inner + (inverse[row]?.[at] as number) * right, 0),
    0,
  )
  const freedom = size - 1
  const f = chiSquare / freedom
  return {
    chiSquare,
    freedom,
    chiSquarePValue: chiSquarePValue(chiSquare, freedom),
    f,
    designFreedom: degreesOfFreedom,
    fPValue: fisherPValue(f, freedom, degreesOfFreedom),
  }
}
