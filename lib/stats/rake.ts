import { compensatedSum } from './compensated-sum.ts'
import { fitMargins } from './fit-margins.ts'
import { checkMargins, type Margin, type MarginRefusal, type MissedMargin, marginTargets, refuseMargin } from './population-margin.ts'

export type RakeRequest = {
  /** Design weights, positive and finite; all 1 for self-selected answers. */
  readonly weights: Float64Array
  readonly margins: readonly Margin[]
  /** Largest relative margin error that counts as reached. Default 1e-12. */
  readonly tolerance?: number
  /** Most rounds over all margins. Default 5,000. */
  readonly maximumRounds?: number
}

export type Raked = {
  readonly kind: 'raked'
  readonly weights: Float64Array
  /** Sum of the weights. */
  readonly population: number
  readonly rounds: number
  /** Largest |reached - wanted| / wanted over all categories. */
  readonly maximumMarginError: number
  /** Margins that some respondents miss. */
  readonly missed: readonly MissedMargin[]
}

/**
 * Raking (iterative proportional fitting): the weights nearest to the design weights (in Kullback-Leibler distance)
 * whose sums meet every population margin.
 *
 *   repeat over margins m and categories c:  w_i <- w_i * T_mc / (sum of w over category c),  i in c
 *
 * The solution is w_i = d_i * product over m of f_m(c_mi), and it is unique where it exists.
 * Answers that miss a margin form a category of their own whose total is the population times their share of the design
 * weight; the known categories share the rest in the register's proportions. So nobody is dropped, and a skipped question
 * neither raises nor lowers anyone. How many and how much is in `missed`.
 * Every margin must have the total of the first to a millionth; give shares of one population where registers differ.
 *
 * @returns the raked weights, or a refusal that names the margin and the category
 * @throws {RangeError} on no margin, lengths that differ, weights that are not positive, codes or totals out of range
 * @see Deming & Stephan (1940), Annals of Mathematical Statistics 11; Deville, Sarndal & Sautory (1993), JASA 88
 */
export function rake({ weights, margins, tolerance = 1e-12, maximumRounds = 5000 }: RakeRequest): Raked | MarginRefusal {
  checkMargins('rake', weights, margins)
  const targets = marginTargets(weights, margins)
  if ('kind' in targets) return targets
  const { weights: raked, rounds, worst } = fitMargins(weights, targets, tolerance, maximumRounds)
  // Rounding can stop the error short of the tolerance; a billionth of a category is far less than one person.
  if (!(worst.error <= Math.max(tolerance, 1e-9)))
    return refuseMargin(
      'not-converged',
      worst.margin,
      worst.category,
      `after ${rounds} rounds it is still off by ${worst.error} of its total`,
    )
  const missed = targets.map((target) => target.missed).filter((entry) => entry.respondents > 0)
  return {
    kind: 'raked',
    weights: raked,
    population: compensatedSum((margins[0] as Margin).totals),
    rounds,
    maximumMarginError: worst.error,
    missed,
  }
}
