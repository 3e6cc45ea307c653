import type { IndexModel, Indicator } from './types.ts'

export type PlacedIndicator = { readonly indicator: Indicator; readonly component: string; readonly dimension: string }

/** The indicators of a model in its order, each with the component and dimension that hold it. */
export function placedIndicators(model: IndexModel): PlacedIndicator[] {
  return model.dimensions.flatMap((dimension) =>
    dimension.components.flatMap((component) =>
      component.indicators.map((indicator) => ({ indicator, component: component.code, dimension: dimension.code })),
    ),
  )
}

/**
 * Refuses a model that cannot be computed as it is written.
 *
 * @throws {RangeError} on no dimension, an empty dimension or component, a code used twice at its level, goalposts where not
 * min < max, an indicator without item, a share or count without codes, a mean or share of several items
 */
export function checkModel(model: IndexModel): void {
  const require = (condition: boolean, what: string) => {
    if (!condition) throw new RangeError(`checkModel requires ${what} in model ${model.id} ${model.version}`)
  }
  require(model.dimensions.length > 0, 'at least one dimension')
  requireUnique(model.dimensions, 'dimension', require)
  requireUnique(
    model.dimensions.flatMap((dimension) => dimension.components),
    'component',
    require,
  )
  const placed = placedIndicators(model)
  requireUnique(
    placed.map(({ indicator }) => indicator),
    'indicator',
    require,
  )
  for (const dimension of model.dimensions) {
    require(dimension.components.length > 0, `a component in dimension ${dimension.code}`)
    for (const component of dimension.components) require(component.indicators.length > 0, `an indicator in component ${component.code}`)
  }
  for (const { indicator } of placed) {
    require(indicator.min < indicator.max &&
      Number.isFinite(indicator.max - indicator.min), `finite goalposts min < max of ${indicator.code}`)
    require(indicator.items.length > 0, `an item of ${indicator.code}`)
    require(indicator.kind === 'count' || indicator.items.length === 1, `one item of ${indicator.code}, a ${indicator.kind}`)
    require(indicator.kind === 'mean' || (indicator.codes?.length ?? 0) > 0, `codes of ${indicator.code}, a ${indicator.kind}`)
  }
}

function requireUnique(coded: readonly { readonly code: string }[], level: string, require: (is: boolean, what: string) => void): void {
  const seen = new Set<string>()
  for (const { code } of coded) {
    require(!seen.has(code), `each ${level} code once, not twice ${code},`)
    seen.add(code)
  }
}
