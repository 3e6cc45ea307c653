import { computeDrivers } from './compute-drivers.ts'
import { computeModes } from './compute-modes.ts'
import { computeRules } from './compute-rules.ts'
import type { FigureDraft } from './figure-draft.ts'
import { ministryForm } from './ministry-form.ts'
import type { ScoredWave } from './scoring-tasks.ts'
import { unitSheetsOf } from './unit-sheets.ts'
import type { WaveData } from './wave-data.ts'

/** What stands beside a unit's scores in a closing snapshot. */
export function computeUnitInsights(scored: ScoredWave, data: WaveData): readonly FigureDraft[] {
  return unitSheetsOf(scored, data).flatMap((sheet) => {
    const form = ministryForm(sheet.instrument)
    const task = scored.tasks.find(
      ({ unit, groupKey, model }) => unit.id === sheet.unitId && groupKey === '' && model.model.id === sheet.instrument.id,
    )
    const beside = form ? [...computeRules(sheet, form), ...(task && form.overall ? computeDrivers(sheet, task, form.overall) : [])] : []
    return [...beside, ...computeModes(sheet)]
  })
}
