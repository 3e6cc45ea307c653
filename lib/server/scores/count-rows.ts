import { SCORING_METHOD_VERSION } from '@/lib/scoring/index.ts'
import { asksResidents, kindRatedBy } from '../units/unit-kinds.ts'
import type { ScoreRow } from './score-row.ts'
import { inputHashOf, type WaveData } from './wave-data.ts'

/** How many answered, by unit and instrument (for instruments of residents by village too), and how their answers were weighted. */
export function countRows(data: WaveData): readonly ScoreRow[] {
  return [...data.sheets.values()].flatMap((own) => {
    const { answers, sheet, weighed } = own
    const { instrument } = answers
    const inputHash = inputHashOf(data, [own], [])
    return data.wave.units.flatMap((unit, place): ScoreRow[] => {
      const isVillage = unit.kind === 'village' && asksResidents(instrument.id)
      if (!isVillage && unit.kind !== kindRatedBy(instrument.id)) return []
      const count = (isVillage ? answers.villages : answers.units).reduce((sum, at) => sum + (at === place ? 1 : 0), 0)
      if (count === 0) return []
      const weighting = weighed.weightings.get(unit.id)
      return [
        {
          unit_id: unit.id,
          group_key: '',
          figure: 'count',
          level: 'index',
          code: '',
          model: instrument.id,
          respondents: count,
          detail: { instrumentVersion: instrument.version, selfSelected: sheet.design.selfSelected, ...(weighting ? { weighting } : {}) },
          instrument_hash: answers.hash,
          method_version: SCORING_METHOD_VERSION,
          input_hash: inputHash,
        },
      ]
    })
  })
}
