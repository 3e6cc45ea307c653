import { type PsuTotals, SUMS_PER_SLOT } from './psu-totals.ts'

/** Which PSU a slot belongs to, and which PSUs the full design holds, also those without an answer. */
export type SlotDesign = {
  readonly psuOfSlot: Int32Array
  /** Stratum of each PSU, 0..strata-1. */
  readonly stratumOfPsu: Int32Array
  readonly psusInStratum: Int32Array
}

/** @throws {RangeError} on a PSU or stratum number that is negative, or a PSU without a stratum */
export function slotDesign(psuOfSlot: Int32Array, stratumOfPsu: Int32Array): SlotDesign {
  if (psuOfSlot.some((psu) => psu < 0 || psu >= stratumOfPsu.length) || stratumOfPsu.some((stratum) => stratum < 0)) {
    throw new RangeError('slotDesign requires a PSU for each slot and a stratum for each PSU')
  }
  const psusInStratum = new Int32Array(stratumOfPsu.reduce((most, stratum) => Math.max(most, stratum), -1) + 1)
  for (const stratum of stratumOfPsu) psusInStratum[stratum] = (psusInStratum[stratum] as number) + 1
  return { psuOfSlot, stratumOfPsu, psusInStratum }
}

export type SlotMean = {
  readonly kind: 'mean'
  readonly respondents: number
  readonly sumOfWeights: number
  readonly total: number
  readonly mean: number
  readonly standardError: number
  readonly effectiveSampleSize: number
  /** PSUs minus strata of the full design. */
  readonly degreesOfFreedom: number
}

export type NoSlotAnswers = { readonly kind: 'refusal'; readonly reason: 'all-missing' }

/**
 * Weighted mean and linearised standard error of a domain that is a set of slots.
 *
 *   m = sum wy / sum w;  t_i = (sum_i wy - m sum_i w) / sum w for each PSU i;  V = sum_h n_h / (n_h - 1) sum_i (t_i - tbar_h)^2
 *
 * All PSUs of the full design count in n_h, with total 0 where the domain has no answer. A lone PSU is measured from zero.
 */
export function meanOfSlots(totals: PsuTotals, design: SlotDesign, slots: ArrayLike<number>): SlotMean | NoSlotAnswers {
  const sums = sumsOver(totals, slots)
  if (sums.respondents === 0) return { kind: 'refusal', reason: 'all-missing' }
  const residuals = new Map<number, number>()
  addResiduals(totals, design, slots, sums, 1, residuals)
  return {
    kind: 'mean',
    respondents: sums.respondents,
    sumOfWeights: sums.weights,
    total: sums.products,
    mean: sums.products / sums.weights,
    standardError: Math.sqrt(residualVariance(design, residuals)),
    effectiveSampleSize: sums.weights ** 2 / sums.squares,
    degreesOfFreedom: design.stratumOfPsu.length - design.psusInStratum.length,
  }
}

/**
 * Difference to - from of the means of two domains of one design, which may share PSUs: their residual totals are taken off
 * each other before they are squared.
 */
export function differenceOfSlots(
  totals: PsuTotals,
  design: SlotDesign,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): { readonly kind: 'difference'; readonly difference: number; readonly standardError: number } | NoSlotAnswers {
  const [before, after] = [sumsOver(totals, from), sumsOver(totals, to)]
  if (before.respondents === 0 || after.respondents === 0) return { kind: 'refusal', reason: 'all-missing' }
  const residuals = new Map<number, number>()
  addResiduals(totals, design, from, before, -1, residuals)
  addResiduals(totals, design, to, after, 1, residuals)
  const difference = after.products / after.weights - before.products / before.weights
  return { kind: 'difference', difference, standardError: Math.sqrt(residualVariance(design, residuals)) }
}

type Sums = { respondents: number; weights: number; products: number; squares: number }

/** The four sums of a domain, compensated (Neumaier): domains of a country are sums of thousands of slots. */
function sumsOver({ sums }: PsuTotals, slots: ArrayLike<number>): Sums {
  let respondents = 0
  let [weights, weightsLost, products, productsLost, squares, squaresLost] = [0, 0, 0, 0, 0, 0]
  for (let at = 0; at < slots.length; at++) {
    const from = (slots[at] as number) * SUMS_PER_SLOT
    respondents += sums[from] as number
    const weight = sums[from + 1] as number
    const nextWeights = weights + weight
    weightsLost += lostIn(weights, weight, nextWeights)
    weights = nextWeights
    const product = sums[from + 2] as number
    const nextProducts = products + product
    productsLost += lostIn(products, product, nextProducts)
    products = nextProducts
    const square = sums[from + 3] as number
    const nextSquares = squares + square
    squaresLost += lostIn(squares, square, nextSquares)
    squares = nextSquares
  }
  return { respondents, weights: weights + weightsLost, products: products + productsLost, squares: squares + squaresLost }
}

function lostIn(sum: number, value: number, next: number): number {
  return Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
}

/** Residual totals of the PSUs that a domain touches; all others are 0. */
type Residuals = Map<number, number>

/** Adds sign * (sum_i wy - m sum_i w) / sum w to each PSU of the domain. */
function addResiduals(
  { sums }: PsuTotals,
  { psuOfSlot }: SlotDesign,
  slots: ArrayLike<number>,
  of: Sums,
  sign: 1 | -1,
  into: Residuals,
): void {
  const mean = of.products / of.weights
  const scale = sign / of.weights
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at] as number
    const psu = psuOfSlot[slot] as number
    const residual = scale * ((sums[slot * SUMS_PER_SLOT + 2] as number) - mean * (sums[slot * SUMS_PER_SLOT + 1] as number))
    into.set(psu, (into.get(psu) ?? 0) + residual)
  }
}

type StratumResiduals = { touched: number; sum: number; squares: number }

function residualVariance({ stratumOfPsu, psusInStratum }: SlotDesign, residuals: Residuals): number {
  const strata = new Map<number, StratumResiduals>()
  for (const [psu, residual] of residuals) {
    const stratum = stratumOfPsu[psu] as number
    const own = strata.get(stratum)
    if (own === undefined) strata.set(stratum, { touched: 1, sum: residual, squares: 0 })
    else {
      own.touched++
      own.sum += residual
    }
  }
  for (const [psu, residual] of residuals) {
    const stratum = stratumOfPsu[psu] as number
    const own = strata.get(stratum) as StratumResiduals
    own.squares += (residual - centreOf(own, psusInStratum[stratum] as number)) ** 2
  }
  let variance = 0
  for (const [stratum, own] of strata) {
    const count = psusInStratum[stratum] as number
    const squares = own.squares + (count - own.touched) * centreOf(own, count) ** 2
    variance += count > 1 ? (squares * count) / (count - 1) : squares
  }
  return variance
}

/** Mean over all PSUs of the stratum; a lone PSU has no mean of its own to differ from. */
function centreOf({ sum }: StratumResiduals, count: number): number {
  return count > 1 ? sum / count : 0
}
