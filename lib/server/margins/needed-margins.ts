import { codeLabel, type Instrument } from '@/lib/instruments/index.ts'
import { asksResidents } from '../units/unit-kinds.ts'

type Text = { readonly vi: string; readonly en: string }

/** One table of the register: its categories are the codes of an item of the profile, or the villages. */
export type NeededMargin = {
  readonly variable: 'sex' | 'age_band' | 'village' | 'grade' | 'procedure'
  readonly categories: readonly { readonly code: string; readonly label: Text }[]
}
export type Village = { readonly code: string; readonly name: string }

/**
 * What the register of an instrument counts: residents by sex, age band and village; visits to the health station by sex and age band;
 * pupils by grade; dossiers by procedure.
 */
export function neededMargins(instrument: Instrument, villages: readonly Village[]): readonly NeededMargin[] {
  const ofItem = (variable: NeededMargin['variable']): NeededMargin => ({
    variable,
    categories: (instrument.codebook.find(({ id }) => id === variable)?.codes ?? []).map((code) => ({
      code: String(code),
      label: codeLabel(instrument, variable, code),
    })),
  })
  const variables = { 'primary-school': ['grade'], 'one-stop-desk': ['procedure'] } as const
  const own =
    instrument.id === 'primary-school' || instrument.id === 'one-stop-desk' ? variables[instrument.id] : (['sex', 'age_band'] as const)
  const ofVillages: NeededMargin = {
    variable: 'village',
    categories: villages.map(({ code, name }) => ({ code, label: { vi: name, en: name } })),
  }
  return [...own.map(ofItem), ...(asksResidents(instrument.id) && villages.length > 0 ? [ofVillages] : [])]
}
