import { completeRows, linearRegression, type Regression, type RegressionRefusal } from './linear-regression.ts'
import { linearisedMean } from './linearised-mean.ts'
import { linearisedVariance, type SurveyDesign } from './survey-design.ts'

export type Decomposition = {
  /** What the change of who answered makes, sum (xbar_to - xbar_from) b. */
  readonly explained: number
  readonly unexplained: number
  /** Intercept (0) and each predictor. */
  readonly explainedByTerm: readonly number[]
}

export type OaxacaBlinder = {
  readonly kind: 'oaxaca-blinder'
  readonly respondentsFrom: number
  readonly respondentsTo: number
  /** Means of (1, predictors) and coefficients, intercept first. */
  readonly meansFrom: readonly number[]
  readonly meansTo: readonly number[]
  readonly coefficientsFrom: readonly number[]
  readonly coefficientsTo: readonly number[]
  readonly coefficientsPooled: readonly number[]
  /** Pooled with an indicator of the wave, whose coefficient is left out. */
  readonly coefficientsPooledWithWave: readonly number[]
  readonly total: number
  /** By the coefficients of the first wave, the second, their mean, the pooled ones, and those pooled with the wave. */
  readonly byReference: Readonly<Record<'from' | 'to' | 'average' | 'pooled' | 'pooledWithWave', Decomposition>>
  readonly threefold: { readonly endowments: number; readonly coefficients: number; readonly interaction: number }
  /** Standard errors of the split by the first wave's coefficients, in the one design of both waves. */
  readonly standardErrors: { readonly explained: number; readonly unexplained: number; readonly total: number }
}

/**
 * Oaxaca-Blinder split of a change of means: as Kitagawa's, for numbers and several traits at once.
 *
 *   change = (xbar_to - xbar_from)' b* + rest;  b* the coefficients of a reference regression
 *
 * Complete respondents only. Categories enter as dummy columns that the caller makes.
 * @param from 1 for respondents of the wave, else 0; likewise `to`
 * @returns the split, or the refusal of a regression
 * @throws {RangeError} as `linearRegression`
 * @see Oaxaca (1973), International Economic Review 14; Blinder (1973), Journal of Human Resources 8; Jann (2008), Stata Journal 8
 */
export function oaxacaBlinder(
  design: SurveyDesign,
  outcome: Float64Array,
  predictors: readonly Float64Array[],
  from: Uint8Array,
  to: Uint8Array,
): OaxacaBlinder | RegressionRefusal {
  const both = from.map((value, row) => (value === 1 || to[row] === 1 ? 1 : 0))
  const isTo = Float64Array.from(to)
  const before = linearRegression(design, outcome, predictors, from)
  const after = linearRegression(design, outcome, predictors, to)
  const pooled = linearRegression(design, outcome, predictors, both)
  const withWave = linearRegression(design, outcome, [...predictors, isTo], both)
  for (const regression of [before, after, pooled, withWave]) if (regression.kind === 'refusal') return regression
  const [one, two, all, waved] = [before, after, pooled, withWave] as [Regression, Regression, Regression, Regression]
  const meansOf = ({ means }: Regression) => [1, ...means.slice(1)]
  const [x1, x2] = [meansOf(one), meansOf(two)]
  const [b1, b2] = [one.coefficients, two.coefficients]
  const total = (two.means[0] as number) - (one.means[0] as number)
  const dot = (x: readonly number[], b: readonly number[]) => x.reduce((sum, value, k) => sum + value * (b[k] as number), 0)
  const change = x2.map((value, k) => value - (x1[k] as number))
  const bChange = b2.map((value, k) => value - (b1[k] as number))
  const by = (reference: readonly number[]): Decomposition => {
    const explainedByTerm = change.map((value, k) => value * (reference[k] as number))
    const explained = explainedByTerm.reduce((sum, value) => sum + value, 0)
    return { explained, unexplained: total - explained, explainedByTerm }
  }
  const coefficientsPooledWithWave = waved.coefficients.slice(0, -1)
  return {
    kind: 'oaxaca-blinder',
    respondentsFrom: one.respondents,
    respondentsTo: two.respondents,
    meansFrom: x1,
    meansTo: x2,
    coefficientsFrom: b1,
    coefficientsTo: b2,
    coefficientsPooled: all.coefficients,
    coefficientsPooledWithWave,
    total,
    byReference: {
      from: by(b1),
      to: by(b2),
      average: by(b1.map((value, k) => (value + (b2[k] as number)) / 2)),
      pooled: by(all.coefficients),
      pooledWithWave: by(coefficientsPooledWithWave),
    },
    threefold: { endowments: dot(change, b1), coefficients: dot(x1, bChange), interaction: dot(change, bChange) },
    standardErrors: splitErrors(),
  }

  /** Linearised: means of the predictors and coefficients both vary. */
  function splitErrors() {
    const columns = [outcome, ...predictors]
    const masks = [completeRows(design, columns, from), completeRows(design, columns, to)] as const
    const ones = new Float64Array(design.rows)
    const meanColumns = masks.map((mask) => [ones, ...predictors.map((predictor) => linearisedMean(design, predictor, mask).influence)])
    const explained = new Float64Array(design.rows)
    const unexplained = new Float64Array(design.rows)
    const add = (into: Float64Array, factor: number, column: Float64Array) =>
      column.forEach((value, row) => {
        into[row] = (into[row] as number) + factor * value
      })
    change.forEach((difference, k) => {
      add(explained, b1[k] as number, meanColumns[1]?.[k] as Float64Array)
      add(explained, -(b1[k] as number), meanColumns[0]?.[k] as Float64Array)
      add(explained, difference, one.influences[k] as Float64Array)
      add(unexplained, bChange[k] as number, meanColumns[1]?.[k] as Float64Array)
      add(unexplained, x2[k] as number, two.influences[k] as Float64Array)
      add(unexplained, -(x2[k] as number), one.influences[k] as Float64Array)
    })
    const whole = explained.map((value, row) => value + (unexplained[row] as number))
    const matrix = linearisedVariance(design, [explained, unexplained, whole])
    const error = (at: number) => Math.sqrt(matrix[at * 3 + at] as number)
    return { explained: error(0), unexplained: error(1), total: error(2) }
  }
}
