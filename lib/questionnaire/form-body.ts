import type { Questionnaire } from './types.ts'
import { questionsOf } from './visible-questions.ts'

const asCode = (text: string): number | string => (/^\d{1,2}$/.test(text) ? Number(text) : text)
const alone = (values: readonly string[]): unknown => (values.length === 1 ? values[0] : values)

/**
 * The fields of a posted form as the body that JSON would carry; what is not known stays in it, so that the schema refuses it.
 * Empty fields are fields that were left alone.
 */
export function formBody(questionnaire: Questionnaire, fields: Iterable<readonly [string, string]>): Record<string, unknown> {
  const byName = new Map<string, string[]>()
  for (const [name, value] of fields) byName.set(name, [...(byName.get(name) ?? []), value])
  const kinds = new Map(questionsOf(questionnaire).map((question) => [question.name, question.kind]))
  const body = new Map<string, unknown>()
  const answers = new Map<string, unknown>()
  for (const [name, values] of byName) {
    const [prefix, question = '', row, ...more] = name.split('.')
    if (prefix !== 'a') {
      const value = alone(values)
      if (name === 'consent') body.set(name, value === 'yes' ? true : value)
      else if (value !== '') body.set(name, value)
      continue
    }
    const codes = values.map(asCode)
    const kind = kinds.get(question)
    if (kind === 'matrix' && row !== undefined && !more.length) {
      const rows = answers.get(question)
      const code = codes.length === 1 ? codes[0] : codes
      answers.set(question, rows instanceof Map ? rows.set(row, code) : new Map([[row, code]]))
    } else if (kind === 'statements' && row === undefined) answers.set(question, codes)
    else if (row === undefined) answers.set(question, codes.length === 1 ? codes[0] : codes)
    else answers.set(name.slice(2), codes)
  }
  for (const [question, answer] of answers) if (answer instanceof Map) answers.set(question, Object.fromEntries(answer))
  return { ...Object.fromEntries(body), answers: Object.fromEntries(answers) }
}
