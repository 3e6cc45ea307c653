import type { Pair } from '../build/scales.ts'
import type { CodebookItem, Instrument } from '../types.ts'
import { type ModelDefinition, type ModelIndicator, modelDefinitionSchema } from './types.ts'

/** An indicator before its code: the code is `component.name`. */
export type IndicatorSource = {
  readonly name: string
  readonly label: Pair
  readonly source: string
  readonly indicator: Omit<ModelIndicator, 'code'>
}
export type ComponentSource = {
  readonly code: string
  readonly label: Pair
  readonly source: string
  readonly indicators: readonly IndicatorSource[]
}
export type DimensionSource = {
  readonly code: string
  readonly label: Pair
  readonly source: string
  readonly components: readonly ComponentSource[]
}

type Options = {
  readonly lowerIsBetter?: boolean
  readonly dontKnow?: 'excluded' | 'zero'
  readonly where?: { item: string; codes: number[] }
}

const findItem = (instrument: Instrument, id: string): CodebookItem => {
  const item = instrument.codebook.find((candidate) => candidate.id === id)
  if (item === undefined) throw new RangeError(`findItem requires ${id} in ${instrument.id} ${instrument.version}`)
  return item
}

function defineIndicator(
  instrument: Instrument,
  items: readonly CodebookItem[],
  rule: { kind: ModelIndicator['kind']; codes?: number[]; min: number; max: number },
  options: Options,
): IndicatorSource['indicator'] {
  const direction = options.lowerIsBetter ? ('lower-is-better' as const) : ('higher-is-better' as const)
  const dontKnow = options.dontKnow ?? ('excluded' as const)
  const base = options.where === undefined ? '' : ` where ${options.where.item} in ${options.where.codes.join(',')}`
  const codes = rule.codes === undefined ? '' : ` in ${rule.codes.join(',')}`
  return {
    instrument: instrument.id,
    items: items.map((item) => item.id),
    ...rule,
    direction,
    dontKnow,
    ...(options.where === undefined ? {} : { where: options.where }),
    // Whatever would make two figures differ in meaning is in the key: wording and scale (through the items' keys), rule, goalposts, base.
    comparabilityKey: `${rule.kind} ${items.map((item) => item.comparabilityKey).join('+')}${codes} ${rule.min}..${rule.max} ${direction} ${dontKnow}${base}`,
  }
}

/** Mean of one item's codes; goalposts are the ends of its scale. Name and source default to what the codebook says. */
export function meanOf(instrument: Instrument, id: string, options: Options & { readonly name?: string } = {}): IndicatorSource {
  const item = findItem(instrument, id)
  const rule = { kind: 'mean' as const, min: Math.min(...item.codes), max: Math.max(...item.codes) }
  return {
    name: options.name ?? id,
    label: [item.measures.vi, item.measures.en],
    source: item.source,
    indicator: defineIndicator(instrument, [item], rule, options),
  }
}

/** Share of answers whose code is among `codes`, 0 to 1. */
export function shareOf(
  instrument: Instrument,
  id: string,
  codes: number[],
  options: Options & { readonly name?: string } = {},
): IndicatorSource {
  const item = findItem(instrument, id)
  const rule = { kind: 'share' as const, codes, min: 0, max: 1 }
  return {
    name: options.name ?? id,
    label: [item.measures.vi, item.measures.en],
    source: item.source,
    indicator: defineIndicator(instrument, [item], rule, options),
  }
}

/** How many of several items are answered by one of `codes`, 0 to their number. */
export function countOf(
  instrument: Instrument,
  name: string,
  label: Pair,
  source: string,
  ids: readonly string[],
  codes: number[],
  options: Options = {},
): IndicatorSource {
  const items = ids.map((id) => findItem(instrument, id))
  return { name, label, source, indicator: defineIndicator(instrument, items, { kind: 'count', codes, min: 0, max: ids.length }, options) }
}

/** An index model with names and sources for every code, checked against its schema. */
export function buildModel(id: string, version: string, dimensions: readonly DimensionSource[]): ModelDefinition {
  const names: ModelDefinition['names'] = {}
  const sources: ModelDefinition['sources'] = {}
  const record = (code: string, label: Pair, source: string): void => {
    if (names[code] !== undefined) throw new RangeError(`buildModel requires codes that occur once, unlike ${code}`)
    names[code] = { vi: label[0], en: label[1] }
    sources[code] = source
  }
  const model = {
    id,
    version,
    rule: 'papi' as const,
    dimensions: dimensions.map((dimension) => {
      record(dimension.code, dimension.label, dimension.source)
      return {
        code: dimension.code,
        components: dimension.components.map((component) => {
          record(component.code, component.label, component.source)
          return {
            code: component.code,
            indicators: component.indicators.map(({ name, label, source, indicator }) => {
              const code = `${component.code}.${name}`
              record(code, label, source)
              return { code, ...indicator }
            }),
          }
        }),
      }
    }),
  }
  return modelDefinitionSchema.parse({ model, names, sources })
}
