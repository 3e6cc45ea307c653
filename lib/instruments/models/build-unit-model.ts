import type { Pair } from '../build/scales.ts'
import type { Instrument } from '../types.ts'
import { buildModel, meanOf, shareOf } from './build-model.ts'
import type { ModelDefinition } from './types.ts'

export type UnitModelSource = {
  readonly instrument: Instrument
  readonly title: Pair
  readonly source: string
  readonly parts: readonly (readonly [part: string, vi: string, en: string])[]
  /** Items that are reversed. */
  readonly lowerIsBetter?: readonly string[]
  /** Items whose codes are kinds, not degrees, with the codes that count. */
  readonly shares?: Readonly<Record<string, number[]>>
}

/**
 * The model of a unit's own headline: one dimension `U`, a component per part of the instrument in the order given, an indicator per
 * scored item of the part: its mean between the ends of its scale, or the share of the codes that count.
 */
export function buildUnitModel({ instrument, title, source, parts, lowerIsBetter = [], shares = {} }: UnitModelSource): ModelDefinition {
  const indicators = (part: string) =>
    instrument.codebook
      .filter((item) => item.part === part && item.role === 'scored')
      .map((item) => {
        const codes = shares[item.id]
        return codes === undefined
          ? meanOf(instrument, item.id, { lowerIsBetter: lowerIsBetter.includes(item.id) })
          : shareOf(instrument, item.id, codes)
      })
  const components = parts.map(([part, vi, en]) => ({ code: part, label: [vi, en] as const, source, indicators: indicators(part) }))
  return buildModel(instrument.id, instrument.version, [
    { code: 'U', label: title, source, components: components.filter((component) => component.indicators.length > 0) },
  ])
}
