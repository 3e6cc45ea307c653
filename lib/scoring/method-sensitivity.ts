import { placedIndicators } from './check-model.ts'
import { combinedValue } from './combine-indicators.ts'
import { planScores } from './plan-scores.ts'
import { refuse } from './refuse.ts'
import { type IndicatorResult, isScored, scoreIndicator } from './score-indicator.ts'
import { thresholdsOf } from './score-wave.ts'
import { sheetSamples } from './sheet-sample.ts'
import type { AnswerSheet, Dimension, IndexModel, Refusal, ScoringOptions } from './types.ts'

/** The index by a method that is not the rule: how it was made, and how far it is from the index by the rule. */
export type MethodVariant = {
  readonly method: 'indicator-dropped' | 'geometric-mean' | 'dimension-doubled'
  /** The indicator dropped or the dimension doubled; null for the geometric mean. */
  readonly code: string | null
  /** On the scale of the index. */
  readonly value: number
  readonly change: number
  /** Of the dimension that the indicator belongs to, on 1..10; null for variants that leave the dimensions as they are. */
  readonly dimensionChange: number | null
}

export type MethodSensitivity = {
  readonly kind: 'sensitivity'
  readonly index: number
  readonly variants: readonly MethodVariant[]
  readonly least: number
  readonly most: number
}

/**
 * How far the index moves by choices of method alone: doubt that no sample size takes away, shown beside the interval.
 *
 * - each indicator dropped: its component is the mean of the others; a component left empty goes, and k with it
 * - geometric mean of the dimensions times their number, where a low dimension cannot be made good by a high one
 * - each dimension counted twice: m / (m + 1) * (sum + d), on the same scale
 *
 * Indicators that are refused are left out of every variant, as in `scoreWave`. Values only, no standard errors.
 * @returns the variants, or the refusal of the index
 * @throws {RangeError} as `scoreWave`
 * @see OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7; Saisana, Saltelli & Tarantola (2005), Journal of the Royal Statistical Society A 168
 */
export function methodSensitivity(
  model: IndexModel,
  sheets: readonly AnswerSheet[],
  options: ScoringOptions = {},
): MethodSensitivity | Refusal {
  const samples = sheetSamples(sheets, options.domain, true)
  const thresholds = thresholdsOf(options)
  const results = placedIndicators(model).map((placed) => scoreIndicator(placed, samples.get(placed.indicator.instrument), thresholds))
  const base = dimensionValues(model, results)
  if (base.refusal) return base.refusal
  const index = sumOfValues(base.values)
  const variants: MethodVariant[] = []
  const add = (method: MethodVariant['method'], code: string | null, value: number, dimensionChange: number | null = null) =>
    variants.push({ method, code, value, change: value - index, dimensionChange })
  for (const result of results) {
    if (!isScored(result)) continue
    const { code } = result.indicator
    const rest = dimensionValues(
      withoutIndicator(model, result.dimension, result.component, code),
      results.filter((other) => other !== result),
    )
    if (rest.refusal) continue
    const own = rest.values.get(result.dimension)
    const before = base.values.get(result.dimension) ?? 0
    add('indicator-dropped', code, sumOfValues(rest.values), own === undefined ? null : own - before)
  }
  const values = [...base.values.values()]
  add('geometric-mean', null, values.length * Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length))
  if (values.length > 1)
    for (const [code, value] of base.values) add('dimension-doubled', code, (values.length / (values.length + 1)) * (index + value))
  const all = [index, ...variants.map(({ value }) => value)]
  return { kind: 'sensitivity', index, variants, least: Math.min(...all), most: Math.max(...all) }
}

export type RankRange = { readonly code: string; readonly rank: number; readonly best: number; readonly worst: number }

/**
 * Best and worst rank of each unit over the variants that all units have: ranks that hang on a choice of method show a wide range.
 *
 * @throws {RangeError} without units
 */
export function rankSensitivity(units: readonly { readonly code: string; readonly sensitivity: MethodSensitivity }[]): RankRange[] {
  const [first] = units
  if (!first) throw new RangeError('rankSensitivity requires units')
  const key = ({ method, code }: MethodVariant) => `${method} ${code ?? ''}`
  const valueUnder = (sensitivity: MethodSensitivity, name: string) => sensitivity.variants.find((variant) => key(variant) === name)?.value
  const shared = first.sensitivity.variants
    .map(key)
    .filter((name) => units.every(({ sensitivity }) => valueUnder(sensitivity, name) !== undefined))
  const rankings = [
    units.map(({ sensitivity }) => sensitivity.index),
    ...shared.map((name) => units.map(({ sensitivity }) => valueUnder(sensitivity, name) as number)),
  ]
  return units.map(({ code }, at) => {
    const ranks = rankings.map((values) => 1 + values.filter((value) => value > (values[at] as number)).length)
    return { code, rank: ranks[0] as number, best: Math.min(...ranks), worst: Math.max(...ranks) }
  })
}

type DimensionValues = { readonly values: ReadonlyMap<string, number>; readonly refusal: Refusal | null }

function dimensionValues(model: IndexModel, results: readonly IndicatorResult[]): DimensionValues {
  const plan = planScores(model, results)
  const values = new Map<string, number>()
  for (const { code, at } of plan.dimensions) {
    if (typeof at !== 'number') return { values, refusal: at }
    const combination = plan.combinations[at]
    if (combination) values.set(code, combinedValue(combination))
  }
  return { values, refusal: values.size === 0 ? refuse('all-missing', 'the model has no dimension left') : null }
}

const sumOfValues = (values: ReadonlyMap<string, number>) => [...values.values()].reduce((sum, value) => sum + value, 0)

/** The model without one indicator, and without what is left empty by that. */
function withoutIndicator(model: IndexModel, dimensionCode: string, componentCode: string, code: string): IndexModel {
  const prune = (dimension: Dimension): Dimension => ({
    ...dimension,
    components: dimension.components
      .map((component) =>
        dimension.code === dimensionCode && component.code === componentCode
          ? { ...component, indicators: component.indicators.filter((indicator) => indicator.code !== code) }
          : component,
      )
      .filter((component) => component.indicators.length > 0),
  })
  return { ...model, dimensions: model.dimensions.map(prune).filter((dimension) => dimension.components.length > 0) }
}
