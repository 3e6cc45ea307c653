import { compensatedSum } from './compensated-sum.ts'

export type TrimRequest = {
  readonly weights: Float64Array
  /** Smallest weight allowed. Default 0. */
  readonly lower?: number
  /** Largest weight allowed. Default none. */
  readonly upper?: number
  /** Repeat until no weight is outside (default), or spread once and leave what that pushes outside. */
  readonly strict?: boolean
}

export type Trimmed = {
  readonly kind: 'trimmed'
  readonly weights: Float64Array
  /** Respondents whose weight was cut to the upper limit, and raised to the lower one, in the first round. */
  readonly cut: number
  readonly raised: number
  /** Weight taken from those cut, and given to those raised, in the first round: what trimming leaves off the original weights. */
  readonly weightCut: number
  readonly weightRaised: number
  readonly rounds: number
}

export type TrimRefusal = { readonly kind: 'refusal'; readonly reason: 'limits-exclude-mean'; readonly detail: string }

/**
 * Trims weights to limits and keeps their total: what is cut above (less what is added below) is spread equally over the
 * weights that were inside.
 *
 *   w'_i = clip(w_i, lower, upper);  d = sum(w - w');  w'_i <- w'_i + d / m  for the m weights inside the limits
 *
 * With `strict` the round is repeated on its own result until no weight is outside.
 *
 * @returns the trimmed weights, or a refusal where no weights within the limits have this total (their mean is outside)
 * @throws {RangeError} on weights that are negative or not finite, or limits that are not 0 <= lower < upper
 * @see Potter (1990), Proceedings of the Survey Research Methods Section, ASA; R survey::trimWeights
 */
export function trimWeights({ weights, lower = 0, upper = Infinity, strict = true }: TrimRequest): Trimmed | TrimRefusal {
  if (!(lower >= 0 && lower < upper)) throw new RangeError('trimWeights requires limits with 0 <= lower < upper')
  for (const weight of weights)
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError('trimWeights requires finite weights of 0 or more')
  const mean = weights.length === 0 ? lower : compensatedSum(weights) / weights.length
  if (!(mean >= lower && mean <= upper))
    return { kind: 'refusal', reason: 'limits-exclude-mean', detail: `no weights from ${lower} to ${upper} keep the mean of ${mean}` }
  const first = trimOnce(weights, lower, upper)
  let current = first
  let rounds = 1
  while (strict && current.outside > 0 && rounds < 1000) {
    current = trimOnce(current.weights, lower, upper)
    rounds++
  }
  const trimmed = strict && current.outside > 0 ? fillRoom(current.weights, lower, upper) : current.weights
  const { cut, raised, weightCut, weightRaised } = first
  return { kind: 'trimmed', weights: trimmed, cut, raised, weightCut, weightRaised, rounds }
}

type Clipped = {
  readonly weights: Float64Array
  readonly cut: number
  readonly raised: number
  readonly weightCut: number
  readonly weightRaised: number
}

function clip(weights: Float64Array, lower: number, upper: number): Clipped {
  const clipped = weights.map((weight) => Math.min(upper, Math.max(lower, weight)))
  const excess: number[] = []
  const shortfall: number[] = []
  for (let i = 0; i < weights.length; i++) {
    const moved = (weights[i] as number) - (clipped[i] as number)
    if (moved > 0) excess.push(moved)
    if (moved < 0) shortfall.push(-moved)
  }
  const weightCut = compensatedSum(excess)
  const weightRaised = compensatedSum(shortfall)
  return { weights: clipped, cut: excess.length, raised: shortfall.length, weightCut, weightRaised }
}

/** Where no weight was inside, those at the limit away from the moved weight take it. */
function trimOnce(weights: Float64Array, lower: number, upper: number): Clipped & { readonly outside: number } {
  const clipped = clip(weights, lower, upper)
  const moved = clipped.weightCut - clipped.weightRaised
  const inside = weights.length - clipped.cut - clipped.raised
  const takes = (i: number) => {
    const weight = weights[i] as number
    if (inside > 0) return weight >= lower && weight <= upper
    return moved > 0 ? weight < lower : weight > upper
  }
  const share = moved / (inside > 0 ? inside : moved > 0 ? clipped.raised : clipped.cut)
  let outside = 0
  for (let i = 0; i < weights.length; i++) {
    if (!takes(i)) continue
    const weight = (clipped.weights[i] as number) + share
    clipped.weights[i] = weight
    if (!(weight >= lower && weight <= upper)) outside++
  }
  return { ...clipped, outside }
}

/** The end of a strict trim that repeats without end: what is left over goes to each weight by its room to the limit. */
function fillRoom(weights: Float64Array, lower: number, upper: number): Float64Array {
  const clipped = clip(weights, lower, upper)
  const moved = clipped.weightCut - clipped.weightRaised
  const limit = moved > 0 ? upper : lower
  const room = clipped.weights.map((weight) => limit - weight)
  const whole = compensatedSum(room)
  if (whole === 0) return clipped.weights
  return clipped.weights.map((weight, i) => weight + moved * ((room[i] as number) / whole))
}
