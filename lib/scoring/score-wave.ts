import { checkModel, placedIndicators } from './check-model.ts'
import { type Combination, type Combined, combineIndicators, toEstimate } from './combine-indicators.ts'
import { refuse } from './refuse.ts'
import { type IndicatorResult, isScored, type ScoredIndicator, scoreIndicator, type Thresholds } from './score-indicator.ts'
import { sheetSamples } from './sheet-sample.ts'
import type {
  AnswerSheet,
  ComponentScore,
  Dimension,
  DimensionScore,
  Estimate,
  EstimateOrRefusal,
  IndexModel,
  IndicatorScore,
  Refusal,
  ScoringOptions,
  WaveScores,
} from './types.ts'

/** Level 0.95, five people behind any number, an effective n of 30 behind a score. */
export function thresholdsOf(options: ScoringOptions): Thresholds {
  return {
    level: options.level ?? 0.95,
    minimumRespondents: options.minimumRespondents ?? 5,
    minimumEffectiveSampleSize: options.minimumEffectiveSampleSize ?? 30,
  }
}

/**
 * Scores of one wave by the PAPI rule: indicators, components, dimensions and the index, each with its interval or a refusal.
 *
 *   component = mean of its indicators / k, k = components of the dimension; dimension = sum of components (1..10);
 *   index = sum of dimensions
 *
 * A refused indicator is left out of the mean of its component and listed. A component without any indicator left is refused,
 * and with it its dimension and the index: a total over fewer parts is another figure, which only a comparison may form.
 * Nothing is rounded. Answers outside the domain have no influence; every PSU of the full design still counts.
 *
 * @throws {RangeError} on a model that cannot be computed (see `checkModel`) and on sheets that do not fit (see `sheetSamples`)
 */
export function scoreWave(model: IndexModel, sheets: readonly AnswerSheet[], options: ScoringOptions = {}): WaveScores {
  checkModel(model)
  const thresholds = thresholdsOf(options)
  const samples = sheetSamples(sheets, options.domain, true)
  const results = placedIndicators(model).map((placed) => scoreIndicator(placed, samples.get(placed.indicator.instrument), thresholds))
  const plan = planOf(model, results)
  const combined = combineIndicators(plan.combinations, samples)
  const estimate = (at: number | Refusal, scale = 1): EstimateOrRefusal =>
    typeof at === 'number' ? toEstimate(combined[at] as Combined, thresholds.level, scale) : at
  return {
    modelId: model.id,
    modelVersion: model.version,
    rule: model.rule,
    indicators: results.map((result, at) => indicatorScore(result, estimate(plan.indicators[at] as number | Refusal))),
    components: plan.components.map(({ at, ...component }) => ({
      ...component,
      score: estimate(at),
      scoreOutOfTen: estimate(at, component.k),
    })),
    dimensions: plan.dimensions.map(({ at, ...dimension }) => ({ ...dimension, score: estimate(at) })),
    index: estimate(plan.index),
    selfSelected: sheets.some((sheet) => sheet.design.selfSelected),
  }
}

type Planned<T> = Omit<T, 'score' | 'scoreOutOfTen'> & { readonly at: number | Refusal }
type Plan = {
  readonly combinations: readonly Combination[]
  readonly indicators: readonly (number | Refusal)[]
  readonly components: readonly Planned<ComponentScore>[]
  readonly dimensions: readonly Planned<DimensionScore>[]
  readonly index: number | Refusal
}

/** Writes every figure of the model as a weighted sum of indicators, or as its refusal. */
function planOf(model: IndexModel, results: readonly IndicatorResult[]): Plan {
  const combinations: Combination[] = []
  const add = (combination: Combination) => combinations.push(combination) - 1
  const indicators = results.map((result) =>
    isScored(result) ? add({ terms: [{ indicator: result, factor: 1 }], minimum: 1, maximum: 10 }) : result.refusal,
  )
  const components: Planned<ComponentScore>[] = []
  const dimensions: Planned<DimensionScore>[] = []
  for (const dimension of model.dimensions) {
    const planned = planComponents(dimension, results, add)
    components.push(...planned)
    dimensions.push(planDimension(dimension, planned, combinations, add))
  }
  const missing = dimensions.find(({ at }) => typeof at !== 'number')
  const index =
    missing && typeof missing.at !== 'number'
      ? refuse(missing.at.reason, `index: dimension ${missing.code} is missing`, missing.at.respondents, missing.at.effectiveSampleSize)
      : add(
          sumOf(
            dimensions.map(({ at }) => combinations[at as number] as Combination),
            dimensions.length,
          ),
        )
  return { combinations, indicators, components, dimensions, index }
}

function planComponents(dimension: Dimension, results: readonly IndicatorResult[], add: (one: Combination) => number) {
  const k = dimension.components.length
  return dimension.components.map(({ code }) => {
    const own = results.filter((result) => result.component === code && result.dimension === dimension.code)
    const scored = own.filter(isScored)
    const refusals = own.flatMap((result) => (isScored(result) ? [] : [{ code: result.indicator.code, refusal: result.refusal }]))
    const first = refusals[0]?.refusal
    return {
      code,
      dimension: dimension.code,
      k,
      indicatorsUsed: scored.map(({ indicator }) => indicator.code),
      indicatorsLeftOut: refusals.map(({ code, refusal }) => ({ code, reason: refusal.reason })),
      at: scored.length === 0 && first ? { ...first, detail: `component ${code}: ${first.detail}` } : add(componentOf(scored, k)),
    }
  })
}

function planDimension(
  dimension: Dimension,
  components: readonly Planned<ComponentScore>[],
  combinations: readonly Combination[],
  add: (one: Combination) => number,
): Planned<DimensionScore> {
  const refusals = components.flatMap(({ code, at }) => (typeof at === 'number' ? [] : [{ code, refusal: at }]))
  const parts = components.flatMap(({ at }) => (typeof at === 'number' ? [combinations[at] as Combination] : []))
  const first = refusals[0]?.refusal
  return {
    code: dimension.code,
    k: dimension.components.length,
    componentsUsed: components.filter(({ at }) => typeof at === 'number').map(({ code }) => code),
    componentsLeftOut: refusals.map(({ code, refusal }) => ({ code, reason: refusal.reason })),
    at: first ? { ...first, detail: `dimension ${dimension.code}: ${first.detail}` } : add(sumOf(parts, 1)),
  }
}

/** Mean of the indicators / k, on 1/k..10/k. */
export function componentOf(scored: readonly ScoredIndicator[], k: number): Combination {
  const factor = 1 / (scored.length * k)
  return { terms: scored.map((indicator) => ({ indicator, factor })), minimum: 1 / k, maximum: 10 / k }
}

/** Sum of components (one dimension, 1..10) or of dimensions (so many times 1..10). */
export function sumOf(parts: readonly Combination[], dimensions: number): Combination {
  return { terms: parts.flatMap(({ terms }) => terms), minimum: dimensions, maximum: 10 * dimensions }
}

function indicatorScore(result: IndicatorResult, estimate: EstimateOrRefusal): IndicatorScore {
  const place = { code: result.indicator.code, component: result.component, dimension: result.dimension }
  if (estimate.kind === 'refusal' || !isScored(result)) return { ...place, raw: estimate, score: estimate }
  const score: Estimate = {
    ...estimate,
    designEffect: result.simpleVariance > 0 ? estimate.standardError ** 2 / result.simpleVariance : null,
    dontKnowShare: result.dontKnowShare,
  }
  return { ...place, raw: onOwnScale(score, result), score }
}

/** A score back on the indicator's own scale, its interval with it. */
function onOwnScale(score: Estimate, { indicator }: ScoredIndicator): Estimate {
  const unit = (indicator.max - indicator.min) / 9
  const back = (one: number) =>
    indicator.direction === 'higher-is-better' ? indicator.min + unit * (one - 1) : indicator.max - unit * (one - 1)
  const ends = [back(score.lower), back(score.upper)]
  return {
    ...score,
    value: back(score.value),
    standardError: unit * score.standardError,
    lower: Math.min(...ends),
    upper: Math.max(...ends),
  }
}
