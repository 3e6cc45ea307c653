import { type CombinationPair, changesBetween, judgeFamily } from './change-between.ts'
import { checkModel, placedIndicators } from './check-model.ts'
import type { Combination } from './combine-indicators.ts'
import { type CommonCore, type CoreComponent, commonCore } from './common-core.ts'
import { compareModes, type ModeStandard } from './mode-mix.ts'
import { componentOf, sumOf } from './plan-scores.ts'
import { refuse } from './refuse.ts'
import { type IndicatorResult, scoreIndicator } from './score-indicator.ts'
import { thresholdsOf } from './score-wave.ts'
import { type SheetSample, sheetSamples } from './sheet-sample.ts'
import type { ChangeOrRefusal, Comparison, IndexModel, LeftOut, Refusal, ScoringOptions, WaveInput } from './types.ts'

type Unjudged = ReturnType<typeof changesBetween>[number]

/**
 * Change between two waves on their common core, both recomputed with the same indicators and the same k.
 *
 * Each figure is `to - from` with its interval, p and verdict; p is adjusted by Holm within its family: the index alone, the
 * dimensions, the components of a dimension, the indicators of a component. Where the modes of an instrument differ both waves
 * are standardised to the average mix, or its indicators are not comparable (`compareModes`). What is outside the core stays in
 * the lists as a refusal and is named in `leftOut`. The domain is that of each wave, else of the options.
 *
 * @throws {RangeError} as `scoreWave` does
 */
export function compareWaves(from: WaveInput, to: WaveInput, options: ScoringOptions = {}): Comparison {
  checkModel(from.model)
  checkModel(to.model)
  const thresholds = thresholdsOf(options)
  const samples = [from, to].map((wave) => sheetSamples(wave.sheets, wave.domain ?? options.domain, false))
  const [before, after] = samples as [ReadonlyMap<string, SheetSample>, ReadonlyMap<string, SheetSample>]
  const standards = modeStandards(before, after, thresholds.minimumRespondents)
  const scoreAll = (model: IndexModel, own: ReadonlyMap<string, SheetSample>, side: 'from' | 'to') =>
    placedIndicators(model).map((placed) => {
      const { instrument } = placed.indicator
      const modes = standards.get(instrument)?.groups.map((group) => ({ share: group.share, rows: group[side] }))
      return scoreIndicator(placed, own.get(instrument), thresholds, modes)
    })
  const results = { from: scoreAll(from.model, before, 'from'), to: scoreAll(to.model, after, 'to') }
  const notComparable = new Set([...standards].flatMap(([id, { mix }]) => (mix.outcome === 'not-comparable' ? [id] : [])))
  const core = commonCore({ from: from.model, to: to.model }, results, notComparable)
  const changes = coreChanges(core, before, after, thresholds.level, options.sharedClusters ?? false)
  const refusalOf = (code: string, level: LeftOut['level']) => leftOutRefusal(core, results, code, level)
  const places = uniquePlaces([...results.from, ...results.to])
  const kOf = (dimension: string) => core.dimensions.find(({ code }) => code === dimension)?.components.length ?? 0
  const componentsOf = (model: IndexModel) => model.dimensions.reduce((sum, { components }) => sum + components.length, 0)
  return {
    indicators: places.indicators.map((place) => ({
      ...place,
      change: changes.get(`i ${place.code}`) ?? refusalOf(place.code, 'indicator'),
    })),
    components: places.components.map((place) => ({
      ...place,
      k: kOf(place.dimension),
      change: changes.get(`c ${place.code}`) ?? refusalOf(place.code, 'component'),
    })),
    dimensions: places.dimensions.map((code) => ({ code, k: kOf(code), change: changes.get(`d ${code}`) ?? refusalOf(code, 'dimension') })),
    index: changes.get('index') ?? refuse('not-comparable', 'the two waves have no component in common'),
    componentsInCore: core.dimensions.reduce((sum, { components }) => sum + components.length, 0),
    componentsInAll: Math.max(componentsOf(from.model), componentsOf(to.model)),
    leftOut: core.leftOut,
    modeMixes: [...standards.values()].map(({ mix }) => mix),
    selfSelected: [...from.sheets, ...to.sheets].some((sheet) => sheet.design.selfSelected),
  }
}

function modeStandards(before: ReadonlyMap<string, SheetSample>, after: ReadonlyMap<string, SheetSample>, enough: number) {
  const standards = new Map<string, ModeStandard>()
  for (const [instrument, sample] of before) {
    const other = after.get(instrument)
    if (other) standards.set(instrument, compareModes(sample, other, enough))
  }
  return standards
}

/** Judged changes of the core by key: `i code`, `c code`, `d code` and `index`. */
function coreChanges(
  core: CommonCore,
  before: ReadonlyMap<string, SheetSample>,
  after: ReadonlyMap<string, SheetSample>,
  level: number,
  sharedClusters: boolean,
): Map<string, ChangeOrRefusal> {
  const keys: string[] = []
  const families: string[] = []
  const pairs: CombinationPair[] = []
  const add = (key: string, family: string, pair: CombinationPair) => {
    keys.push(key)
    families.push(family)
    pairs.push(pair)
    return pair
  }
  const sumPairs = (parts: readonly CombinationPair[], dimensions: number): CombinationPair => ({
    from: sumOf(
      parts.map((part) => part.from),
      dimensions,
    ),
    to: sumOf(
      parts.map((part) => part.to),
      dimensions,
    ),
  })
  const dimensions = core.dimensions.map((dimension) => {
    const components = dimension.components.map((component) => {
      for (const pair of component.pairs) {
        add(`i ${pair.from.indicator.code}`, `indicators of ${component.code}`, { from: alone(pair.from), to: alone(pair.to) })
      }
      return add(`c ${component.code}`, `components of ${dimension.code}`, componentPair(component, dimension.components.length))
    })
    return add(`d ${dimension.code}`, 'dimensions', sumPairs(components, 1))
  })
  if (dimensions.length > 0) add('index', 'index', sumPairs(dimensions, dimensions.length))
  const changes = changesBetween(pairs, before, after, level, sharedClusters)
  const judged = new Map<string, ChangeOrRefusal>()
  for (const family of new Set(families)) {
    const members = keys.flatMap((key, at) => (families[at] === family ? [{ key, change: changes[at] as Unjudged }] : []))
    const verdicts = judgeFamily(members.map(({ change }) => change))
    members.forEach(({ key }, at) => {
      judged.set(key, verdicts[at] as ChangeOrRefusal)
    })
  }
  return judged
}

function alone(indicator: Combination['terms'][number]['indicator']): Combination {
  return { terms: [{ indicator, factor: 1 }], minimum: 1, maximum: 10 }
}

function componentPair({ pairs }: CoreComponent, k: number): CombinationPair {
  return {
    from: componentOf(
      pairs.map((pair) => pair.from),
      k,
    ),
    to: componentOf(
      pairs.map((pair) => pair.to),
      k,
    ),
  }
}

/** Why a figure is outside the core: the refusal of the year that could not carry it, else not-comparable. */
function leftOutRefusal(
  core: CommonCore,
  results: { from: readonly IndicatorResult[]; to: readonly IndicatorResult[] },
  code: string,
  level: LeftOut['level'],
): Refusal {
  const why = core.leftOut.find((one) => one.level === level && one.code === code)?.why ?? 'key-differs'
  const side = why === 'refused-from' ? results.from : why === 'refused-to' ? results.to : []
  const own = side.find((one) => (level === 'indicator' ? one.indicator.code : one[level]) === code && 'refusal' in one)
  if (own !== undefined && 'refusal' in own) return own.refusal
  return refuse('not-comparable', `${level} ${code}: ${why}`)
}

function uniquePlaces(results: readonly IndicatorResult[]) {
  const indicators = new Map(
    results.map(({ indicator, component, dimension }) => [indicator.code, { code: indicator.code, component, dimension }]),
  )
  const components = new Map(results.map(({ component, dimension }) => [component, { code: component, dimension }]))
  return {
    indicators: [...indicators.values()],
    components: [...components.values()],
    dimensions: [...new Set(results.map(({ dimension }) => dimension))],
  }
}
