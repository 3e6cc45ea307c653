import type { CodeChoice, SurveyElement, SurveyPage } from '../survey-schema.ts'
import { type CodebookItem, DONT_KNOW } from '../types.ts'
import { type Pair, text } from './scales.ts'

/** What the codebook says of an item, beside its wording. */
export type ItemNote = {
  readonly measures: Pair
  readonly source: string
  readonly change?: CodebookItem['change']
  readonly part?: string
  readonly role?: CodebookItem['role']
}

/** A question and the codebook items that it fills. Keys of comparability are added by `buildInstrument`. */
export type Question = { readonly element: SurveyElement; readonly items: readonly Omit<CodebookItem, 'comparabilityKey'>[] }
export type Page = { readonly page: Omit<SurveyPage, 'elements'>; readonly questions: readonly Question[] }
export type Row = { readonly id: string; readonly label: Pair; readonly note: ItemNote }

const codebookItem = (id: string, path: string, codes: readonly CodeChoice[], note: ItemNote): Question['items'][number] => ({
  id,
  path,
  role: note.role ?? 'scored',
  codes: codes.map((choice) => choice.value).filter((value) => value !== DONT_KNOW),
  dontKnow: codes.some((choice) => choice.value === DONT_KNOW),
  change: note.change ?? 'same',
  measures: { vi: note.measures[0], en: note.measures[1] },
  source: note.source,
  ...(note.part === undefined ? {} : { part: note.part }),
})

const condition = (visibleIf: string | undefined): { visibleIf?: string } => (visibleIf === undefined ? {} : { visibleIf })

/** One choice out of a list; the item has the question's name. */
export function radio(id: string, title: Pair, choices: readonly CodeChoice[], note: ItemNote, visibleIf?: string): Question {
  return {
    element: { type: 'radiogroup', name: id, title: text(title), choices: [...choices], ...condition(visibleIf) },
    items: [codebookItem(id, id, choices, note)],
  }
}

export function row(id: string, label: Pair, note: ItemNote): Row {
  return { id, label, note }
}

/** Several items on one scale; an item is named by its row. */
export function matrix(name: string, title: Pair, columns: readonly CodeChoice[], rows: readonly Row[], visibleIf?: string): Question {
  return {
    element: {
      type: 'matrix',
      name,
      title: text(title),
      columns: [...columns],
      rows: rows.map(({ id, label }) => ({ value: id, text: text(label) })),
      ...condition(visibleIf),
    },
    items: rows.map(({ id, note }) => codebookItem(id, `${name}.${id}`, columns, note)),
  }
}

export function page(name: string, title: Pair, questions: readonly Question[]): Page {
  return { page: { name, title: text(title) }, questions }
}
