import type { Margin } from './population-margin.ts'
import { symmetricInverse } from './symmetric-matrix.ts'

export type Calibration = {
  /** Weights before raking or post-stratification. */
  readonly designWeights: Float64Array
  /** Weights after it. */
  readonly weights: Float64Array
  /** The margins that were met. */
  readonly margins: readonly Margin[]
}

/**
 * Takes out of a linearised variable what the margins already fix, so that standard errors know of the raking.
 *
 *   z_i = u_i / w_i  (u the influence column of an estimate made with the final weights w)
 *   b = (X' D X)^-1 X' D z,  X the dummies of all categories of all margins, D the design weights
 *   returned: w_i (z_i - x_i b), the column whose PSU totals carry the variance
 *
 * Those who miss a margin have a dummy of their own, as in `rake`. Trimmed weights do not meet the margins quite; the
 * residuals are then an approximation.
 *
 * @returns a function to apply to each influence column
 * @throws {RangeError} on lengths that differ or a final weight that is not positive
 * @see Deville & Sarndal (1992), JASA 87; Deville, Sarndal & Sautory (1993), JASA 88
 */
export function calibratedInfluence({ designWeights, weights, margins }: Calibration): (influence: Float64Array) => Float64Array {
  const rows = weights.length
  if (designWeights.length !== rows || margins.some((margin) => margin.codes.length !== rows))
    throw new RangeError(`calibratedInfluence requires columns of ${rows} rows`)
  for (const weight of weights) if (!(weight > 0)) throw new RangeError('calibratedInfluence requires positive final weights')
  let width = 0
  const places = margins.map(({ codes, totals }) => {
    const first = width
    width += totals.length + 1
    return codes.map((code) => first + (code < 0 ? totals.length : code))
  })
  const gram = Array.from({ length: width }, () => new Array<number>(width).fill(0))
  for (let i = 0; i < rows; i++)
    for (const left of places) {
      const row = gram[left[i] as number] as number[]
      for (const right of places) row[right[i] as number] = (row[right[i] as number] as number) + (designWeights[i] as number)
    }
  const { inverse } = symmetricInverse(gram)
  return (influence) => {
    const moments = new Array<number>(width).fill(0)
    for (let i = 0; i < rows; i++) {
      const moment = ((influence[i] as number) / (weights[i] as number)) * (designWeights[i] as number)
      for (const place of places) moments[place[i] as number] = (moments[place[i] as number] as number) + moment
    }
    const effects = inverse.map((row) => row.reduce((sum, value, k) => sum + value * (moments[k] as number), 0))
    return influence.map((value, i) => {
      let fitted = 0
      for (const place of places) fitted += effects[place[i] as number] as number
      return value - (weights[i] as number) * fitted
    })
  }
}
