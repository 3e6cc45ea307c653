import { symmetricInverse } from './symmetric-matrix.ts'

export type Distance = 'linear' | 'raking' | 'logit'

export type CalibrateRequest = {
  /** Design weights, positive and finite. */
  readonly weights: Float64Array
  /** Auxiliary variables, known for every respondent; a column of ones for the population size. */
  readonly columns: readonly Float64Array[]
  /** Population total of each column. */
  readonly totals: readonly number[]
  /** linear: GREG, or truncated where bounds are given; raking: exponential; logit: bounded, bounds required. */
  readonly distance: Distance
  /** Least and largest g = new weight / design weight, 0 <= least < 1 < largest. */
  readonly bounds?: readonly [number, number]
}

export type Calibrated = {
  readonly kind: 'calibrated'
  readonly weights: Float64Array
  readonly leastFactor: number
  readonly largestFactor: number
  /** Largest |reached - wanted| / (1 + |wanted|). */
  readonly maximumTotalError: number
  readonly rounds: number
}

export type CalibrationRefusal = { readonly kind: 'refusal'; readonly reason: 'not-converged'; readonly detail: string }

/**
 * Calibration: the weights nearest to the design weights (in the chosen distance) whose weighted totals of auxiliary variables
 * are those of the population. Raking is its case of category dummies; here variables may be numbers (age, visits).
 *
 *   w_i = d_i F(x_i' l), sum of w x = T;  linear F = 1 + u (cut to the bounds), raking F = exp(u),
 *   logit F = (L (U - 1) + U (1 - L) e^(A u)) / (U - 1 + (1 - L) e^(A u)), A = (U - L) / ((1 - L)(U - 1))
 *
 * Newton steps on l, halved while they go astray. Columns that others give are passed over.
 * @returns the weights, or a refusal where no weights within the bounds meet the totals
 * @throws {RangeError} on weights that are not positive, values or totals that are not finite, bounds that do not enclose 1
 * @see Deville & Sarndal (1992), JASA 87; R survey::calibrate
 */
export function calibrate({ weights, columns, totals, distance, bounds }: CalibrateRequest): Calibrated | CalibrationRefusal {
  if (columns.length === 0 || totals.length !== columns.length) throw new RangeError('calibrate requires a total for each column')
  for (const weight of weights) if (!(weight > 0 && weight < Infinity)) throw new RangeError('calibrate requires positive finite weights')
  if (columns.some((column) => column.length !== weights.length || column.some((value) => !Number.isFinite(value))))
    throw new RangeError('calibrate requires finite values of every respondent')
  if (totals.some((total) => !Number.isFinite(total))) throw new RangeError('calibrate requires finite totals')
  if (bounds && !(bounds[0] >= 0 && bounds[0] < 1 && bounds[1] > 1)) throw new RangeError('calibrate requires bounds that enclose 1')
  if (distance === 'logit' && !bounds) throw new RangeError('calibrate requires bounds for the distance logit')
  const factor = factorOf(distance, bounds ?? [-Infinity, Infinity])
  const lack = (lambda: readonly number[]) => {
    const g = weights.map(
      (_, i) => factor(columns.reduce((sum, column, k) => sum + (column[i] as number) * (lambda[k] as number), 0)).value,
    )
    return {
      g,
      missing: columns.map(
        (column, k) => (totals[k] as number) - column.reduce((sum, value, i) => sum + value * (weights[i] as number) * (g[i] as number), 0),
      ),
    }
  }
  const errorOf = (missing: readonly number[]) =>
    Math.max(...missing.map((value, k) => Math.abs(value) / (1 + Math.abs(totals[k] as number))))
  let lambda = columns.map(() => 0)
  let state = lack(lambda)
  let rounds = 0
  while (errorOf(state.missing) > 1e-13 && rounds < 100) {
    rounds++
    const slopes = weights.map(
      (weight, i) => weight * factor(columns.reduce((sum, column, k) => sum + (column[i] as number) * (lambda[k] as number), 0)).slope,
    )
    const { inverse } = symmetricInverse(
      columns.map((left) =>
        columns.map((right) => left.reduce((sum, value, i) => sum + value * (right[i] as number) * (slopes[i] as number), 0)),
      ),
    )
    const step = inverse.map((row) => row.reduce((sum, value, k) => sum + value * (state.missing[k] as number), 0))
    const before = errorOf(state.missing)
    let stride = 1
    let next = lack(lambda.map((value, k) => value + (step[k] as number)))
    while (!(errorOf(next.missing) < before) && stride > 1e-4) {
      stride /= 2
      next = lack(lambda.map((value, k) => value + stride * (step[k] as number)))
    }
    if (!(errorOf(next.missing) < before)) break
    lambda = lambda.map((value, k) => value + stride * (step[k] as number))
    state = next
  }
  const maximumTotalError = errorOf(state.missing)
  if (!(maximumTotalError <= 1e-9))
    return { kind: 'refusal', reason: 'not-converged', detail: `after ${rounds} rounds a total is off by ${maximumTotalError} of itself` }
  const calibrated = weights.map((weight, i) => weight * (state.g[i] as number))
  return {
    kind: 'calibrated',
    weights: calibrated,
    leastFactor: Math.min(...state.g),
    largestFactor: Math.max(...state.g),
    maximumTotalError,
    rounds,
  }
}

function factorOf(distance: Distance, [least, largest]: readonly [number, number]): (u: number) => { value: number; slope: number } {
  if (distance === 'linear') {
    return (u) => {
      const value = Math.min(largest, Math.max(least, 1 + u))
      return { value, slope: value === 1 + u ? 1 : 0 }
    }
  }
  if (distance === 'raking') return (u) => ({ value: Math.exp(u), slope: Math.exp(u) })
  const pace = (largest - least) / ((1 - least) * (largest - 1))
  return (u) => {
    const growth = Math.exp(Math.min(700, pace * u))
    const below = largest - 1 + (1 - least) * growth
    const value = (least * (largest - 1) + largest * (1 - least) * growth) / below
    return { value, slope: ((value - least) * (largest - value)) / ((1 - least) * (largest - 1)) }
  }
}

/**
 * What is left of an influence column when the auxiliary variables are regressed out of it (with the design weights), times the
 * final weights: the column whose PSU totals carry the variance after calibration. As `calibratedInfluence`, for numbers.
 *
 * @throws {RangeError} on lengths that differ
 */
export function regressionResidual(
  influence: Float64Array,
  columns: readonly Float64Array[],
  designWeights: Float64Array,
  weights: Float64Array,
): Float64Array {
  if (
    columns.some((column) => column.length !== influence.length) ||
    designWeights.length !== influence.length ||
    weights.length !== influence.length
  )
    throw new RangeError(`regressionResidual requires columns of ${influence.length} rows`)
  const { inverse } = symmetricInverse(
    columns.map((left) =>
      columns.map((right) => left.reduce((sum, value, i) => sum + value * (right[i] as number) * (designWeights[i] as number), 0)),
    ),
  )
  const moments = columns.map((column) =>
    column.reduce((sum, value, i) => sum + ((value * (influence[i] as number)) / (weights[i] as number)) * (designWeights[i] as number), 0),
  )
  const effects = inverse.map((row) => row.reduce((sum, value, k) => sum + value * (moments[k] as number), 0))
  return influence.map(
    (value, i) =>
      value - (weights[i] as number) * columns.reduce((sum, column, k) => sum + (column[i] as number) * (effects[k] as number), 0),
  )
}
