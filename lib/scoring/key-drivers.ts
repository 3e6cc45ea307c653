import { driverStability, drivers } from '../stats/index.ts'
import { completeRows } from '../stats/linear-regression.ts'
import { importancePerformance, type Quadrant } from './importance-performance.ts'
import { indicatorValues } from './indicator-values.ts'
import { refuse } from './refuse.ts'
import { thresholdsOf } from './score-wave.ts'
import { sheetDesign } from './sheet-design.ts'
import { sheetSamples } from './sheet-sample.ts'
import type { AnswerSheet, Estimate, Indicator, Refusal, ScoringOptions } from './types.ts'

export type KeyDriver = {
  readonly code: string
  /** Share (0..1) of what the parts explain together; 5th and 95th percentile over the resamples. */
  readonly importance: number
  readonly lower: number
  readonly upper: number
  /** Share (0..1) of resamples in which it came first. */
  readonly first: number
  /** Score on 1..10. */
  readonly performance: number
  readonly quadrant: Quadrant
  /** Neither its importance nor its score has the line inside its interval, and better marks go with more satisfaction. */
  readonly isSure: boolean
}

export type KeyDrivers = {
  readonly kind: 'key-drivers'
  /** People who answered everything and were counted. */
  readonly respondents: number
  readonly effectiveSampleSize: number
  /** Part (0..1) of the differences in overall satisfaction that goes with the parts. */
  readonly rSquared: number
  readonly importanceLine: number
  readonly performanceLine: number
  readonly parts: readonly KeyDriver[]
  readonly resamples: number
}

/** Complete answers for each part: Harrell's rule for a regression that is to hold for others too. */
const ANSWERS_A_PART = 10
/** Past it every second, third, … of the people does: the shares hardly move, and a snapshot of a large unit stays fast. */
const MOST_PEOPLE = 2000
const RESAMPLES = 100
const SEED = 20241

/**
 * What goes with overall satisfaction most, and how well it is done: LMG shares with their stability, placed by importance and score.
 *
 * Listwise: people who answered the overall question and every part; of more than 2,000 of them evenly spaced ones, in the order of the
 * sheet, which must tell nothing. An association, not a cause.
 * @returns the drivers, or a refusal: too-few-answers below the thresholds, below ten complete answers a part or with fewer than two parts;
 *   all-equal where satisfaction or a part does not vary, or two parts are always answered alike
 * @throws {RangeError} on more than 10 parts, and as `indicatorValues` and `sheetSamples`
 * @see Groemping (2007), The American Statistician 61; Harrell (2015), Regression Modeling Strategies, 4.4
 */
export function keyDrivers(
  sheet: AnswerSheet,
  overall: Indicator,
  parts: readonly { readonly indicator: Indicator; readonly score: Estimate }[],
  options: ScoringOptions = {},
): KeyDrivers | Refusal {
  const { minimumRespondents, minimumEffectiveSampleSize } = thresholdsOf(options)
  const sample = sheetSamples([sheet], options.domain, false).get(sheet.instrument)
  if (!sample) throw new RangeError('keyDrivers requires a sheet')
  if (parts.length < 2) return refuse('too-few-answers', `${parts.length} parts can be weighed, 2 are needed`)
  const columns = [overall, ...parts.map(({ indicator }) => indicator)].map((indicator) => indicatorValues(indicator, sheet).values)
  const complete = completeRows(sample.design, columns, sample.inside)
  const all = Uint32Array.from(complete.keys()).filter((row) => complete[row] === 1)
  const step = Math.ceil(all.length / MOST_PEOPLE)
  const rows = all.filter((_, at) => at % step === 0)
  const { design: given } = sheet
  const weights = Float64Array.from(rows, (row) => given.weights[row] as number)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const respondents = rows.length
  const effective = respondents === 0 ? 0 : (sum * sum) / weights.reduce((total, weight) => total + weight * weight, 0)
  const refused = (reason: Refusal['reason'], detail: string) => refuse(reason, detail, respondents, effective)
  const wanted = Math.max(minimumRespondents, ANSWERS_A_PART * parts.length)
  if (respondents < wanted) return refused('too-few-answers', `${respondents} complete answers, ${wanted} wanted`)
  if (effective < minimumEffectiveSampleSize * (1 - 1e-12))
    return refused('too-few-answers', `effective n ${effective}, ${minimumEffectiveSampleSize} wanted`)
  const take = (numbers: Int32Array) => Int32Array.from(rows, (row) => numbers[row] as number)
  const design = sheetDesign(
    { ...given, weights, strata: take(given.strata), clusters: given.clusters && take(given.clusters), populationSizes: null },
    false,
  )
  const [outcome, ...predictors] = columns.map((column) => Float64Array.from(rows, (row) => column[row] as number)) as [
    Float64Array,
    ...Float64Array[],
  ]
  const found = drivers(design, outcome, predictors)
  if (found.kind === 'refusal') return refused(found.reason === 'too-few-answers' ? 'too-few-answers' : 'all-equal', found.detail)
  const stability = driverStability(design, outcome, predictors, { seed: SEED, resamples: RESAMPLES })
  const map = importancePerformance(
    parts.map(({ indicator, score }, k) => ({
      code: indicator.code,
      importance: found.lmgShares[k] as number,
      performance: score.value,
    })),
  )
  const isAway = (line: number, lower: number, upper: number) => lower > line || upper < line
  return {
    kind: 'key-drivers',
    respondents,
    effectiveSampleSize: effective,
    rSquared: found.regression.rSquared,
    importanceLine: map.importanceLine,
    performanceLine: map.performanceLine,
    resamples: RESAMPLES,
    parts: parts.map(({ indicator, score }, k) => {
      const { lower, upper } = stability.shares[k] as (typeof stability.shares)[number]
      const { quadrant } = map.parts[k] as (typeof map.parts)[number]
      const correlation = (found.correlations[0]?.[k + 1] as number) * (indicator.direction === overall.direction ? 1 : -1)
      return {
        code: indicator.code,
        importance: found.lmgShares[k] as number,
        lower,
        upper,
        first: stability.first[k] as number,
        performance: score.value,
        quadrant,
        isSure: correlation > 0 && isAway(map.importanceLine, lower, upper) && isAway(map.performanceLine, score.lower, score.upper),
      }
    }),
  }
}
