import type { AnswerSheet } from './types.ts'

export type StratifiedSheet = {
  readonly sheet: AnswerSheet
  /** Share of the population (0..1) whose unit has at least one respondent. */
  readonly coverage: number
  /** Units of which nobody answered, by their number. */
  readonly unitsWithoutAnswers: readonly number[]
}

/**
 * One score over several units of a kind (two schools, three health stations): each unit is a stratum and weighs as many as it
 * serves, however many of them answered.
 *
 *   w'_i = w_i * N_u / (sum of w over unit u);  strata = the sheet's strata inside each unit
 *
 * No finite population correction: how many PSUs a stratum has inside each unit is not known (the safe side).
 * Units without an answer cannot be spoken for: they are listed, and `coverage` says how much of the population is left.
 * @param unitOfRow number of each respondent's unit, 0..populations.length-1
 * @param populations pupils, patients or residents of each unit; finite, above 0
 * @throws {RangeError} on lengths that differ, unit numbers out of range, populations that are not positive
 */
export function stratifyByUnit(sheet: AnswerSheet, unitOfRow: Int32Array, populations: Float64Array): StratifiedSheet {
  if (unitOfRow.length !== sheet.respondents)
    throw new RangeError(`stratifyByUnit requires a unit for each of ${sheet.respondents} respondents`)
  if (populations.some((size) => !(size > 0 && size < Infinity))) throw new RangeError('stratifyByUnit requires populations above 0')
  const { weights, strata } = sheet.design
  const sums = new Float64Array(populations.length)
  unitOfRow.forEach((unit, row) => {
    if (!(unit >= 0 && unit < populations.length)) throw new RangeError(`stratifyByUnit requires unit numbers below ${populations.length}`)
    sums[unit] = (sums[unit] as number) + (weights[row] as number)
  })
  const stratumCount = strata.reduce((most, stratum) => Math.max(most, stratum + 1), 0)
  const whole = populations.reduce((sum, size) => sum + size, 0)
  const covered = populations.reduce((sum, size, unit) => sum + ((sums[unit] as number) > 0 ? size : 0), 0)
  return {
    sheet: {
      ...sheet,
      design: {
        ...sheet.design,
        weights: weights.map((weight, row) => {
          const unit = unitOfRow[row] as number
          return (weight * (populations[unit] as number)) / (sums[unit] as number)
        }),
        strata: strata.map((stratum, row) => (unitOfRow[row] as number) * stratumCount + stratum),
        populationSizes: null,
      },
    },
    coverage: covered / whole,
    unitsWithoutAnswers: [...sums.keys()].filter((unit) => sums[unit] === 0),
  }
}
