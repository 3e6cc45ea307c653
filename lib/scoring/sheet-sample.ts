import type { RowMask, SurveyDesign } from '../stats/index.ts'
import { sheetDesign } from './sheet-design.ts'
import type { AnswerSheet, Domain } from './types.ts'

/** An answer sheet with its design built and its domain chosen. */
export type SheetSample = { readonly sheet: AnswerSheet; readonly design: SurveyDesign; readonly inside: RowMask }

/**
 * The samples of a wave by instrument. A finite population correction is used only where it is wanted (one wave of a drawn
 * sample) and never for self-selected answers.
 *
 * @throws {RangeError} on two sheets of one instrument, on lengths that differ, on a weight that is not positive, and as
 * `surveyDesign` does
 */
export function sheetSamples(
  sheets: readonly AnswerSheet[],
  domain: Domain | undefined,
  finitePopulation: boolean,
): ReadonlyMap<string, SheetSample> {
  const samples = new Map<string, SheetSample>()
  for (const sheet of sheets) {
    if (samples.has(sheet.instrument))
      throw new RangeError(`sheetSamples requires one sheet of the instrument ${sheet.instrument}, got two`)
    const { weights } = sheet.design
    if (weights.length !== sheet.respondents || sheet.modes.length !== sheet.respondents) {
      throw new RangeError(`sheetSamples requires ${sheet.respondents} weights and modes in the sheet ${sheet.instrument}`)
    }
    if (weights.some((weight) => !(weight > 0))) {
      throw new RangeError(`sheetSamples requires weights above 0 in the sheet ${sheet.instrument}`)
    }
    const inside = domain?.[sheet.instrument] ?? null
    if (inside !== null && inside.length !== sheet.respondents) {
      throw new RangeError(`sheetSamples requires a domain of ${sheet.respondents} respondents in the sheet ${sheet.instrument}`)
    }
    const design = sheetDesign(sheet.design, finitePopulation)
    samples.set(sheet.instrument, { sheet, design, inside })
  }
  return samples
}
