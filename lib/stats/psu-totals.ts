/** What a mean and its linearised variance need of a group of answers; three or four numbers a slot, interleaved. */
export type PsuTotals = {
  readonly slots: number
  /** For each slot: answers, sum of weights, weighted sum of answers, sum of squared weights. */
  readonly sums: Float64Array
}

export const SUMS_PER_SLOT = 4

export type AnswerRows = {
  /** Slot of each answer: a PSU crossed with whatever is to be told apart later (wave, indicator). */
  readonly slotOfRow: Uint16Array | Int32Array
  readonly slots: number
  /** Finite and not negative. */
  readonly weights: Float64Array
  /** NaN = missing: it adds to no sum. Answer codes are exact in single precision too, at half the memory. */
  readonly values: Float64Array | Float32Array
}

/**
 * Adds answers up by slot: n, sum w, sum w y and sum w^2 in one pass.
 *
 * Totals of parts add up (`mergePsuTotals`), so they may be made in several places. Give values near zero: a large common
 * offset should be taken off first, since these are plain sums.
 * @throws {RangeError} on lengths that differ, a slot outside 0..slots-1, a weight that is negative or not finite
 */
export function psuTotals(answers: AnswerRows): PsuTotals {
  const totals = { slots: answers.slots, sums: new Float64Array(answers.slots * SUMS_PER_SLOT) }
  addToPsuTotals(totals, answers)
  return totals
}

/**
 * Adds answers to totals in place, for answers that come in batches; otherwise as `psuTotals`.
 *
 * @throws {RangeError} as `psuTotals`, and where the totals have another number of slots: then nothing was added, save the rows
 * before a wrong one
 */
export function addToPsuTotals(totals: PsuTotals, { slotOfRow, slots, weights, values }: AnswerRows): void {
  const rows = slotOfRow.length
  if (weights.length !== rows || values.length !== rows) throw new RangeError(`psuTotals requires ${rows} weights and values`)
  if (totals.slots !== slots) throw new RangeError(`addToPsuTotals requires equal slots, got ${totals.slots} and ${slots}`)
  const { sums } = totals
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number
    if (Number.isNaN(value)) continue
    const weight = weights[row] as number
    const slot = slotOfRow[row] as number
    if (!(slot >= 0 && slot < slots && weight >= 0 && weight < Infinity)) {
      throw new RangeError(`psuTotals requires a slot below ${slots} and a finite weight of 0 or more in row ${row}`)
    }
    const at = slot * SUMS_PER_SLOT
    sums[at] = (sums[at] as number) + (weight > 0 ? 1 : 0)
    sums[at + 1] = (sums[at + 1] as number) + weight
    sums[at + 2] = (sums[at + 2] as number) + weight * value
    sums[at + 3] = (sums[at + 3] as number) + weight * weight
  }
}

/** Totals of two parts of a sample with the same slots: the sums added. @throws {RangeError} on different numbers of slots */
export function mergePsuTotals(one: PsuTotals, other: PsuTotals): PsuTotals {
  if (one.slots !== other.slots) throw new RangeError(`mergePsuTotals requires equal slots, got ${one.slots} and ${other.slots}`)
  return { slots: one.slots, sums: one.sums.map((sum, at) => sum + (other.sums[at] as number)) }
}
