import type { Pair } from '../build/scales.ts'
import type { Instrument } from '../types.ts'
import { buildModel, meanOf } from './build-model.ts'
import type { ModelDefinition } from './types.ts'

/**
 * The model of a unit's own headline: one dimension `U`, a component per part of the instrument in the order given, an indicator per
 * scored item of the part (its mean between the ends of its scale; `lowerIsBetter` names the items that are reversed).
 */
export function buildUnitModel(
  instrument: Instrument,
  title: Pair,
  source: string,
  parts: readonly (readonly [part: string, vi: string, en: string])[],
  lowerIsBetter: readonly string[] = [],
): ModelDefinition {
  return buildModel(instrument.id, instrument.version, [
    {
      code: 'U',
      label: title,
      source,
      components: parts.map(([part, vi, en]) => ({
        code: part,
        label: [vi, en],
        source,
        indicators: instrument.codebook
          .filter((item) => item.part === part && item.role === 'scored')
          .map((item) => meanOf(instrument, item.id, { lowerIsBetter: lowerIsBetter.includes(item.id) })),
      })),
    },
  ])
}
