import { kindRatedBy } from '../units/unit-kinds.ts'
import { computeDrivers } from './compute-drivers.ts'
import { computeModes } from './compute-modes.ts'
import { computeRules } from './compute-rules.ts'
import { computeStanding } from './compute-standing.ts'
import type { FigureDraft } from './figure-draft.ts'
import { ministryForm } from './ministry-form.ts'
import type { ScoredWave } from './scoring-tasks.ts'
import { unitSheetsOf } from './unit-sheets.ts'
import type { WaveData } from './wave-data.ts'

/** What stands beside a unit's scores in a closing snapshot. */
export function computeUnitInsights(scored: ScoredWave, data: WaveData): readonly FigureDraft[] {
  return unitSheetsOf(scored, data).flatMap((sheet) => {
    const form = ministryForm(sheet.instrument)
    // Of a commune there is one: it has nothing to stand among.
    const ofKind = scored.tasks.filter(
      ({ unit, groupKey, model }) =>
        groupKey === '' && model.model.id === sheet.instrument.id && unit.kind === kindRatedBy(sheet.instrument.id),
    )
    const task = ofKind.find(({ unit }) => unit.id === sheet.unitId)
    const beside = form ? [...computeRules(sheet, form), ...(task ? computeDrivers(sheet, task, form) : [])] : []
    return [...beside, ...computeModes(sheet), ...(form ? computeStanding(sheet, ofKind) : [])]
  })
}
