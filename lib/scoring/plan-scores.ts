import type { Combination } from './combine-indicators.ts'
import { refuse } from './refuse.ts'
import { type IndicatorResult, isScored, type ScoredIndicator } from './score-indicator.ts'
import type { ComponentScore, Dimension, DimensionScore, IndexModel, Refusal } from './types.ts'

type Planned<T> = Omit<T, 'score' | 'scoreOutOfTen'> & { readonly at: number | Refusal }
/** Where each figure of a model is found among the combinations, or why it is refused. */
export type ScorePlan = {
  readonly combinations: readonly Combination[]
  readonly indicators: readonly (number | Refusal)[]
  readonly components: readonly Planned<ComponentScore>[]
  readonly dimensions: readonly Planned<DimensionScore>[]
  readonly index: number | Refusal
}

/** Writes every figure of the model as a weighted sum of indicators, or as its refusal. */
export function planScores(model: IndexModel, results: readonly IndicatorResult[]): ScorePlan {
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
