import { BOUNDED_INTERVAL_METHOD, boundedInterval, linearisedSpread, linearisedVariance } from '../stats/index.ts'
import type { ScoredIndicator } from './score-indicator.ts'
import type { SheetSample } from './sheet-sample.ts'
import type { Estimate } from './types.ts'

/** A weighted sum of indicators and the range that it cannot leave. */
export type Combination = {
  readonly terms: readonly { readonly indicator: ScoredIndicator; readonly factor: number }[]
  readonly minimum: number
  readonly maximum: number
}

/** A combination from one sheet alone. */
export type SheetVariance = { readonly instrument: string; readonly variance: number; readonly degreesOfFreedom: number }

export type Combined = {
  readonly value: number
  readonly minimum: number
  readonly maximum: number
  readonly respondents: number
  readonly effectiveSampleSize: number
  readonly bySheet: readonly SheetVariance[]
}

/** Linearised column of a combination on one sheet; null where none of its indicators is asked there. */
export function combinedInfluence(combination: Combination, instrument: string, rows: number): Float64Array | null {
  let column: Float64Array | null = null
  for (const { indicator, factor } of combination.terms) {
    if (indicator.indicator.instrument !== instrument) continue
    column ??= new Float64Array(rows)
    const { influence } = indicator
    for (let row = 0; row < rows; row++) column[row] = (column[row] as number) + factor * (influence[row] as number)
  }
  return column
}

/** Of the indicators of one sheet in a combination, what their respondents bring: the widest base among them. */
export function combinedFreedom(combination: Combination, instrument: string): number {
  return combination.terms.reduce(
    (most, { indicator }) => (indicator.indicator.instrument === instrument ? Math.max(most, indicator.baseFreedom) : most),
    1,
  )
}

/**
 * Values and variances of weighted sums of indicators through their linearised variables.
 *
 *   value = sum_i a_i s_i;  z = sum_i a_i z_i for each respondent, so that the covariance between indicators of the same people
 *   is kept;  V = sum of V(z) over the sheets, which are independent samples
 *
 * Respondents and effective n are those of the weakest indicator.
 */
export function combineIndicators(combinations: readonly Combination[], samples: ReadonlyMap<string, SheetSample>): Combined[] {
  const bySheet: SheetVariance[][] = combinations.map(() => [])
  for (const [instrument, { design }] of samples) {
    const columns: Float64Array[] = []
    const owners: number[] = []
    combinations.forEach((combination, at) => {
      const column = combinedInfluence(combination, instrument, design.rows)
      if (column === null) return
      columns.push(column)
      owners.push(at)
    })
    const spread = linearisedSpread(design, columns)
    owners.forEach((owner, at) => {
      bySheet[owner]?.push({
        instrument,
        variance: spread.variances[at] as number,
        degreesOfFreedom: Math.min(combinedFreedom(combinations[owner] as Combination, instrument), spread.degreesOfFreedom[at] as number),
      })
    })
  }
  return combinations.map((combination, at) => {
    const { terms, minimum, maximum } = combination
    return {
      value: combinedValue(combination),
      minimum,
      maximum,
      respondents: Math.min(...terms.map(({ indicator }) => indicator.respondents)),
      effectiveSampleSize: Math.min(...terms.map(({ indicator }) => indicator.effectiveSampleSize)),
      bySheet: bySheet[at] as SheetVariance[],
    }
  })
}

/** Values of combinations alone: sum_i a_i s_i, kept inside its range against rounding. */
export function combinedValue({ terms, minimum, maximum }: Combination): number {
  const sum = terms.reduce((total, { indicator, factor }) => total + factor * indicator.score, 0)
  return Math.min(maximum, Math.max(minimum, sum))
}

/** Covariance matrix of combinations, row-major: within a sheet by the same respondents, nil between sheets. */
export function combinedCovariance(combinations: readonly Combination[], samples: ReadonlyMap<string, SheetSample>): Float64Array {
  const matrix = new Float64Array(combinations.length ** 2)
  for (const [instrument, { design }] of samples) {
    const none = new Float64Array(design.rows)
    const columns = combinations.map((combination) => combinedInfluence(combination, instrument, design.rows) ?? none)
    linearisedVariance(design, columns).forEach((one, cell) => {
      matrix[cell] = (matrix[cell] as number) + one
    })
  }
  return matrix
}

/**
 * Difference to - from as one combination, for two scores from one design (two domains of one sheet, e.g. waves in the same
 * villages): the covariance between them is kept.
 */
export function differenceOf(from: Combination, to: Combination): Combination {
  return {
    terms: [...to.terms, ...from.terms.map(({ indicator, factor }) => ({ indicator, factor: -factor }))],
    minimum: to.minimum - from.maximum,
    maximum: to.maximum - from.minimum,
  }
}

/**
 * Geometric mean of scores, G = (prod_j d_j)^(1/m), linearised: dG = G / m sum_j dd_j / d_j. A low score cannot be made good by
 * a high one as it can in a sum; on the scale of one score (1 to 10).
 *
 * G is of the first degree in the scores, so that the linear form has the value of G itself.
 * @throws {RangeError} on no part
 * @see OECD/JRC, Handbook on Constructing Composite Indicators (2008), 1.6
 */
export function geometricOf(parts: readonly Combination[]): Combination {
  if (parts.length === 0) throw new RangeError('geometricOf requires at least one part')
  const values = parts.map(combinedValue)
  const mean = Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / parts.length)
  return {
    terms: parts.flatMap(({ terms }, at) =>
      terms.map(({ indicator, factor }) => ({ indicator, factor: (factor * mean) / (parts.length * (values[at] as number)) })),
    ),
    minimum: Math.min(...parts.map(({ minimum }) => minimum)),
    maximum: Math.max(...parts.map(({ maximum }) => maximum)),
  }
}

/**
 * Variance of a sum of independent parts and its degrees of freedom, (sum V)^2 / sum (V^2 / df). With no variance at all the
 * degrees of freedom are the fewest of the parts.
 * @see Satterthwaite, Biometrics Bulletin 2 (1946)
 */
export function sumVariances(parts: readonly SheetVariance[]): { readonly variance: number; readonly degreesOfFreedom: number } {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  if (variance === 0) return { variance, degreesOfFreedom: Math.min(...parts.map((part) => part.degreesOfFreedom)) }
  const doubt = parts.reduce((sum, part) => sum + part.variance ** 2 / part.degreesOfFreedom, 0)
  return { variance, degreesOfFreedom: variance ** 2 / doubt }
}

/** An estimate in another unit: value, standard error and interval times `scale` (a component on 1..10: times k). */
export function scaledEstimate(estimate: Estimate, scale: number): Estimate {
  const { value, standardError, lower, upper } = estimate
  return { ...estimate, value: scale * value, standardError: scale * standardError, lower: scale * lower, upper: scale * upper }
}

/** The estimate of a combination with its bounded interval. */
export function toEstimate(combined: Combined, level: number): Estimate {
  const { variance, degreesOfFreedom } = sumVariances(combined.bySheet)
  const { minimum, maximum, respondents, effectiveSampleSize } = combined
  const standardError = Math.sqrt(variance)
  const [lower, upper] = boundedInterval({
    estimate: combined.value,
    standardError,
    degreesOfFreedom,
    effectiveSampleSize,
    minimum,
    maximum,
    level,
  })
  return {
    kind: 'estimate',
    value: combined.value,
    standardError,
    lower,
    upper,
    level,
    degreesOfFreedom,
    respondents,
    effectiveSampleSize,
    designEffect: null,
    dontKnowShare: null,
    intervalMethod: BOUNDED_INTERVAL_METHOD,
  }
}
