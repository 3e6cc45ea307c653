import { drop, isOfTab, keep, kept, markTab } from './kept-on-phone.ts'

/** A form that is being filled in, until the server has acknowledged it. The id is made once per fill, and two tabs share it. */
export type Draft = {
  readonly id: string
  readonly startedAt: string
  readonly at: number
  readonly fields: [name: string, value: string][]
}

/** An older one is forgotten: the phone may have changed hands. */
const DAY_MS = 864e5

const newId = (): string => {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128
  return [...bytes].map((byte, at) => (/^(4|6|8|10)$/.test(String(at)) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('')
}

const keyOf = (code: string) => `draft:${code}`

export const dropDraft = (code: string): void => drop(keyOf(code))
export const saveDraft = (code: string, draft: Draft): void => {
  markTab(draft.id)
  keep(keyOf(code), draft)
}

export function beginDraft(code: string, startedAt: string): Draft {
  const draft: Draft = { id: newId(), startedAt, at: Date.now(), fields: [] }
  saveDraft(code, draft)
  return draft
}

/** The draft on this phone, if it is younger than a day; `ours` where this tab began it or nothing is answered yet. */
export function findDraft(code: string): { draft: Draft; ours: boolean } | null {
  const draft = kept<Draft>(keyOf(code))
  if (!draft?.id || !(Date.now() - draft.at < DAY_MS)) return null
  return { draft, ours: !draft.fields.length || isOfTab(draft.id) }
}

/** What was given, without the consent: that is given anew each time. */
export const fieldsOf = (form: HTMLFormElement): Draft['fields'] =>
  [...new FormData(form)].flatMap(([name, value]) =>
    /^(a\.|village|comment)/.test(name) && typeof value === 'string' && value ? [[name, value]] : [],
  )

export function fillIn(form: HTMLFormElement, fields: Draft['fields']): void {
  for (const [name, value] of fields)
    for (const element of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(`[name="${CSS.escape(name)}"]`))
      if (element instanceof HTMLTextAreaElement) element.value = value
      else if (element.value === value) element.checked = true
}
