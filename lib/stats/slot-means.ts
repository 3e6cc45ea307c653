import { compensatedSum } from './compensated-sum.ts'
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

type PsuResiduals = Map<number, number>

/**
 * Weighted mean and linearised standard error of a domain that is a set of slots.
 *
 *   m = sum wy / sum w;  t_i = (sum_i wy - m sum_i w) / sum w for each PSU i;  V = sum_h n_h / (n_h - 1) sum_i (t_i - tbar_h)^2
 *
 * All PSUs of the full design count in n_h, with total 0 where the domain has no answer. A lone PSU is measured from zero.
 */
export function meanOfSlots(totals: PsuTotals, design: SlotDesign, slots: ArrayLike<number>): SlotMean | NoSlotAnswers {
  const respondents = sumOver(totals, slots, 0)
  if (respondents === 0) return { kind: 'refusal', reason: 'all-missing' }
  const sumOfWeights = sumOver(totals, slots, 1)
  const total = sumOver(totals, slots, 2)
  const residuals: PsuResiduals = new Map()
  addResiduals(totals, design, slots, 1, residuals)
  return {
    kind: 'mean',
    respondents,
    sumOfWeights,
    total,
    mean: total / sumOfWeights,
    standardError: Math.sqrt(residualVariance(design, residuals)),
    effectiveSampleSize: sumOfWeights ** 2 / sumOver(totals, slots, 3),
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
  if (sumOver(totals, from, 0) === 0 || sumOver(totals, to, 0) === 0) return { kind: 'refusal', reason: 'all-missing' }
  const meanOf = (slots: ArrayLike<number>) => sumOver(totals, slots, 2) / sumOver(totals, slots, 1)
  const residuals: PsuResiduals = new Map()
  addResiduals(totals, design, from, -1, residuals)
  addResiduals(totals, design, to, 1, residuals)
  return { kind: 'difference', difference: meanOf(to) - meanOf(from), standardError: Math.sqrt(residualVariance(design, residuals)) }
}

function sumOver(totals: PsuTotals, slots: ArrayLike<number>, which: 0 | 1 | 2 | 3): number {
  return compensatedSum(Float64Array.from(slots, (slot) => totals.sums[slot * SUMS_PER_SLOT + which] as number))
}

/** Adds sign * (sum_i wy - m sum_i w) / sum w to each PSU of the domain. */
function addResiduals(totals: PsuTotals, design: SlotDesign, slots: ArrayLike<number>, sign: 1 | -1, into: PsuResiduals): void {
  const sumOfWeights = sumOver(totals, slots, 1)
  const mean = sumOver(totals, slots, 2) / sumOfWeights
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at] as number
    const psu = design.psuOfSlot[slot] as number
    const residual = (totals.sums[slot * SUMS_PER_SLOT + 2] as number) - mean * (totals.sums[slot * SUMS_PER_SLOT + 1] as number)
    into.set(psu, (into.get(psu) ?? 0) + (sign * residual) / sumOfWeights)
  }
}

function residualVariance({ stratumOfPsu, psusInStratum }: SlotDesign, residuals: PsuResiduals): number {
  const byStratum = new Map<number, number[]>()
  for (const [psu, residual] of residuals) {
    const stratum = stratumOfPsu[psu] as number
    const own = byStratum.get(stratum)
    if (own) own.push(residual)
    else byStratum.set(stratum, [residual])
  }
  let variance = 0
  for (const [stratum, own] of byStratum) {
    const count = psusInStratum[stratum] as number
    const centre = count === 1 ? 0 : own.reduce((sum, one) => sum + one, 0) / count
    const squares = own.reduce((sum, one) => sum + (one - centre) ** 2, (count - own.length) * centre ** 2)
    variance += count === 1 ? squares : (squares * count) / (count - 1)
  }
  return variance
}
