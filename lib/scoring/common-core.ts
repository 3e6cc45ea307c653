import { placedIndicators } from './check-model.ts'
import { type IndicatorResult, isScored, type ScoredIndicator } from './score-indicator.ts'
import type { IndexModel, LeftOut } from './types.ts'

export type CorePair = { readonly from: ScoredIndicator; readonly to: ScoredIndicator }
export type CoreComponent = { readonly code: string; readonly pairs: readonly CorePair[] }
export type CoreDimension = { readonly code: string; readonly components: readonly CoreComponent[] }

/** What two waves share: the same indicators, in the same components, in both years. k is the number of components here. */
export type CommonCore = { readonly dimensions: readonly CoreDimension[]; readonly leftOut: readonly LeftOut[] }

type Sides = { readonly from: readonly IndicatorResult[]; readonly to: readonly IndicatorResult[] }

/**
 * The common core of two waves: indicators with the same code in the same component and dimension, the same comparability key,
 * estimable in both waves, from an instrument whose modes can be compared. A component without such an indicator leaves the
 * core of both years, a dimension without such a component too; all that is left out is listed with the first rule that does.
 */
export function commonCore(models: { from: IndexModel; to: IndexModel }, results: Sides, notComparable: ReadonlySet<string>): CommonCore {
  const leftOut: LeftOut[] = []
  const leave = (level: LeftOut['level'], code: string, why: LeftOut['why']) => leftOut.push({ level, code, why })
  const place = (one: { dimension: string; component: string; indicator: { code: string } }) =>
    `${one.dimension}\n${one.component}\n${one.indicator.code}`
  const toByPlace = new Map(results.to.map((result) => [place(result), result]))
  const fromPlaces = new Set(results.from.map(place))
  const pairs: CorePair[] = []
  for (const from of results.from) {
    const { code, instrument, comparabilityKey } = from.indicator
    const to = toByPlace.get(place(from))
    if (to === undefined) leave('indicator', code, 'only-from')
    else if (to.indicator.comparabilityKey !== comparabilityKey) leave('indicator', code, 'key-differs')
    else if (!isScored(from)) leave('indicator', code, 'refused-from')
    else if (!isScored(to)) leave('indicator', code, 'refused-to')
    else if (notComparable.has(instrument)) leave('indicator', code, 'mode-mix')
    else pairs.push({ from, to })
  }
  for (const to of results.to) if (!fromPlaces.has(place(to))) leave('indicator', to.indicator.code, 'only-to')

  const whyOf = new Map(leftOut.map(({ code, why }) => [code, why]))
  const dimensions: CoreDimension[] = []
  for (const [code, components] of componentsOf(models)) {
    const kept: CoreComponent[] = []
    const reasons: LeftOut['why'][] = []
    for (const [component, indicators] of components) {
      const own = pairs.filter(({ from }) => from.dimension === code && from.component === component)
      if (own.length > 0) kept.push({ code: component, pairs: own })
      else {
        const why = whyOf.get(indicators[0] as string) as LeftOut['why']
        reasons.push(why)
        leave('component', component, why)
      }
    }
    if (kept.length > 0) dimensions.push({ code, components: kept })
    else leave('dimension', code, reasons[0] as LeftOut['why'])
  }
  return { dimensions, leftOut }
}

/** Dimensions, components and indicator codes of both models together, in the order of the first. */
function componentsOf(models: { from: IndexModel; to: IndexModel }): Map<string, Map<string, string[]>> {
  const tree = new Map<string, Map<string, string[]>>()
  for (const { dimension, component, indicator } of [...placedIndicators(models.from), ...placedIndicators(models.to)]) {
    const components = tree.get(dimension) ?? new Map<string, string[]>()
    tree.set(dimension, components)
    components.set(component, [...(components.get(component) ?? []), indicator.code])
  }
  return tree
}
