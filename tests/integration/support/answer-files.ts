import { Readable } from 'node:stream'
import type { Instrument } from '@/lib/instruments/index.ts'
import { forScopeRaw } from '@/lib/server/db.ts'
import { type Imported, importAnswers } from '@/lib/server/imports/import-answers.ts'
import type { MadeCommune } from './make-commune.ts'

/** What one respondent answered, by item; and perhaps the village, the mode or the weight. Items left out are missing. */
export type Respondent = Readonly<Record<string, number | string>>

/** The answers as a file for the import. */
export const answerFile = (instrument: Instrument, respondents: readonly Respondent[]): string => {
  const columns = [...instrument.codebook.map(({ id }) => id), 'day', 'village', 'mode', 'weight', 'cluster']
  return [columns, ...respondents.map((given) => columns.map((name) => given[name] ?? ''))].map((cells) => `${cells.join(',')}\n`).join('')
}

/** Brings answers into a made commune's wave through the import, as slips unless they say otherwise. */
export const bringAnswers = (
  { scope }: MadeCommune,
  wave: string,
  unit: string,
  instrument: Instrument,
  respondents: readonly Respondent[],
): Promise<Imported> =>
  forScopeRaw(scope, (client) =>
    importAnswers(client, scope, {
      wave,
      instrument: instrument.id,
      unit,
      mode: 'slip',
      open: () => Readable.from([answerFile(instrument, respondents)]),
      today: '2026-11-24',
    }),
  )
