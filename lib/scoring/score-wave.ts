import { checkModel, placedIndicators } from './check-model.ts'
import { type Combined, combineIndicators, scaledEstimate, toEstimate } from './combine-indicators.ts'
import { planScores } from './plan-scores.ts'
import { type IndicatorResult, isScored, type ScoredIndicator, scoreIndicator, type Thresholds } from './score-indicator.ts'
import { sheetSamples } from './sheet-sample.ts'
import type { AnswerSheet, Estimate, EstimateOrRefusal, IndexModel, IndicatorScore, Refusal, ScoringOptions, WaveScores } from './types.ts'

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
  const plan = planScores(model, results)
  const combined = combineIndicators(plan.combinations, samples)
  const estimate = (at: number | Refusal): EstimateOrRefusal =>
    typeof at === 'number' ? toEstimate(combined[at] as Combined, thresholds.level) : at
  return {
    modelId: model.id,
    modelVersion: model.version,
    rule: model.rule,
    indicators: results.map((result, at) => indicatorScore(result, estimate(plan.indicators[at] as number | Refusal))),
    components: plan.components.map(({ at, ...component }) => {
      const score = estimate(at)
      return { ...component, score, scoreOutOfTen: score.kind === 'estimate' ? scaledEstimate(score, component.k) : score }
    }),
    dimensions: plan.dimensions.map(({ at, ...dimension }) => ({ ...dimension, score: estimate(at) })),
    index: estimate(plan.index),
    selfSelected: sheets.some((sheet) => sheet.design.selfSelected),
  }
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
