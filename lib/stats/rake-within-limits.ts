import { compensatedSum } from './compensated-sum.ts'
import { fitMargins } from './fit-margins.ts'
import { categorySums, type MarginRefusal, type MarginTarget, marginTargets } from './population-margin.ts'
import { type Raked, type RakeRequest, rake } from './rake.ts'
import { trimWeights } from './trim-weights.ts'

export type RakeWithinLimitsRequest = RakeRequest & {
  /** Limits as multiples of the mean weight. Default 0.3 and 3. */
  readonly lower?: number
  readonly upper?: number
  /** Most rounds of raking and trimming. Default 50. */
  readonly maximumTrims?: number
}

/** A category that trimmed weights do not meet. */
export type LeftOffCategory = { readonly margin: string; readonly category: string; readonly wanted: number; readonly reached: number }

export type RakedWithinLimits = Raked & {
  /** Respondents whose raked weight was outside the limits before trimming. */
  readonly trimmed: number
  /** Share of the population's weight that these lost or gained: what trimming takes off raking. */
  readonly weightMoved: number
  /** Categories that the trimmed weights miss by more than a millionth of their total. */
  readonly leftOff: readonly LeftOffCategory[]
}

/**
 * Raking with limits on the weights: rake, trim to lower..upper times the mean weight, and again until the margins hold
 * within the limits or the rounds end. The last step is always a trim, so the limits and the population total hold; the
 * margins that are then missed are listed with what was wanted and what was reached.
 *
 * Limits trade a small bias (margins left off) for variance (no respondent speaks for a crowd).
 * @returns as `rake`
 * @throws {RangeError} as `rake`, or on limits that do not enclose the mean weight
 * @see Battaglia, Izrael, Hoaglin & Frankel (2009), Practical Considerations in Raking Survey Data, Survey Practice 2
 */
export function rakeWithinLimits(request: RakeWithinLimitsRequest): RakedWithinLimits | MarginRefusal {
  const { lower = 0.3, upper = 3, maximumTrims = 50 } = request
  if (!(lower >= 0 && lower < 1 && upper > 1)) throw new RangeError('rakeWithinLimits requires 0 <= lower < 1 < upper')
  const { weights: designWeights, margins, tolerance = 1e-12, maximumRounds = 5000 } = request
  const raked = rake(request)
  if (raked.kind === 'refusal') return raked
  const targets = marginTargets(designWeights, margins)
  if ('kind' in targets) return targets
  const mean = raked.population / raked.weights.length
  const limits = { lower: lower * mean, upper: upper * mean }
  const trimmed = raked.weights.reduce((count, weight) => count + (weight < limits.lower || weight > limits.upper ? 1 : 0), 0)
  if (trimmed === 0) return { ...raked, trimmed, weightMoved: 0, leftOff: [] }
  let weights = raked.weights
  let leftOff: LeftOffCategory[] = []
  for (let round = 1; round <= maximumTrims; round++) {
    const cut = trimWeights({ weights, ...limits })
    if (cut.kind === 'refusal') break
    weights = cut.weights
    leftOff = missedCategories(weights, targets)
    if (leftOff.length === 0 || round === maximumTrims) break
    weights = fitMargins(weights, targets, tolerance, maximumRounds).weights
  }
  const moved = weights.map((weight, i) => Math.abs(weight - (raked.weights[i] as number)))
  const maximumMarginError = leftOff.reduce(
    (worst, { wanted, reached }) => Math.max(worst, Math.abs(reached / wanted - 1)),
    raked.maximumMarginError,
  )
  return { ...raked, weights, maximumMarginError, trimmed, weightMoved: compensatedSum(moved) / 2 / raked.population, leftOff }
}

function missedCategories(weights: Float64Array, targets: readonly MarginTarget[]): LeftOffCategory[] {
  const missed: LeftOffCategory[] = []
  for (const { margin, wanted } of targets) {
    const reached = categorySums(weights, margin.codes, margin.totals.length)
    for (let c = 0; c < margin.totals.length; c++) {
      const target = wanted[c] as number
      if (Math.abs((reached[c] as number) - target) > 1e-6 * target)
        missed.push({ margin: margin.name, category: margin.labels?.[c] ?? String(c), wanted: target, reached: reached[c] as number })
    }
  }
  return missed
}
