import type { Instrument } from '@/lib/instruments/index.ts'
import { SCORING_METHOD_VERSION, type ScoringOptions } from '@/lib/scoring/index.ts'
import { kindRatedBy } from '../units/unit-kinds.ts'
import type { WaveSheet } from './build-sheet.ts'
import type { RowPlace } from './score-rows.ts'
import { type ScoredWave, thresholdsOf } from './scoring-tasks.ts'
import { inputHashOf, type WaveData } from './wave-data.ts'

/** A sheet as one unit's figures read it, without what was withheld from the unit, and where its rows go. */
export type UnitSheet = {
  readonly own: WaveSheet
  readonly instrument: Instrument
  readonly unitId: string
  /** 1 for the rows of the unit. */
  readonly mask: Uint8Array
  readonly options: ScoringOptions
  readonly place: RowPlace
}

/** The sheets of all units that are rated by an instrument of their own. */
export function unitSheetsOf({ unitSheets }: ScoredWave, data: WaveData): readonly UnitSheet[] {
  const { wave } = data
  return [...unitSheets.values()].flatMap((own) => {
    const { answers } = own
    const { instrument } = answers
    const inputHash = inputHashOf(data, [own], [])
    return wave.units.flatMap((unit, at) => {
      if (unit.kind !== kindRatedBy(instrument.id) || !answers.units.includes(at)) return []
      const mask = Uint8Array.from(answers.units, (of) => (of === at ? 1 : 0))
      return [
        {
          own,
          instrument,
          unitId: unit.id,
          mask,
          options: { ...thresholdsOf(data), domain: { [instrument.id]: mask } },
          place: {
            unit_id: unit.id,
            group_key: '',
            model: instrument.id,
            instrument_hash: answers.hash,
            method_version: SCORING_METHOD_VERSION,
            input_hash: inputHash,
            minimumCell: wave.minimumCell,
          },
        },
      ]
    })
  })
}
