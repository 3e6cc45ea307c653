import type { Margin, MarginRefusal } from './population-margin.ts'
import { type Raked, rake } from './rake.ts'

/**
 * Post-stratification: scales the weights of each cell to its population, w_i <- w_i * N_c / (sum of w over cell c).
 *
 * It is raking to the one margin of all cells (cross the variables first), with its rules: those whose cell is unknown keep
 * their share of the weight; an empty or unknown cell is refused by name.
 * @throws {RangeError} as `rake`
 * @see Holt & Smith (1979), Journal of the Royal Statistical Society A 142
 */
export function poststratify(weights: Float64Array, cells: Margin): Raked | MarginRefusal {
  return rake({ weights, margins: [cells] })
}
