import type { Condition } from '@/lib/questionnaire/condition.ts'
import { shownAnswers } from '@/lib/questionnaire/shown-answers.ts'
import type { Answer } from '@/lib/questionnaire/types.ts'

type Asked = { readonly name: string; readonly condition: Condition | undefined; readonly fieldset: HTMLFieldSetElement }

const inputs = (within: ParentNode, selector: string) => [...within.querySelectorAll<HTMLInputElement>(selector)]

const answerIn = (fieldset: HTMLFieldSetElement): Answer | undefined => {
  const chosen: (string | number)[] = []
  const rows: Record<string, number> = {}
  let code: number | undefined
  for (const { name, value, type } of inputs(fieldset, 'input:checked')) {
    const row = name.split('.')[2]
    const number = Number(value)
    if (type === 'checkbox') chosen.push(/^\d+$/.test(value) ? number : value)
    else if (row) rows[row] = number
    else code = number
  }
  return chosen.length ? chosen : Object.keys(rows).length ? rows : code
}

/** Reads the questions of the form once; `update` hides and shows them, and gives the answers that stay. */
export function answersInForm(form: HTMLFormElement) {
  const asked = [...form.querySelectorAll<HTMLFieldSetElement>('[data-q]')].map(
    (fieldset): Asked => ({
      fieldset,
      name: fieldset.dataset['q'] ?? '',
      condition: fieldset.dataset['if'] ? (JSON.parse(fieldset.dataset['if']) as Condition) : undefined,
    }),
  )
  const byName = new Map(asked.map((each) => [each.name, each.fieldset]))
  return {
    update(): { answers: Record<string, Answer>; answered: number; of: number } {
      const { shown, kept } = shownAnswers(asked, (name) => {
        const fieldset = byName.get(name)
        return fieldset && answerIn(fieldset)
      })
      let answered = 0
      let of = 0
      for (const { name, fieldset } of asked) {
        const visible = shown.has(name)
        fieldset.hidden = fieldset.disabled = !visible
        if (!visible) continue
        const rows = fieldset.querySelectorAll('.r')
        for (const part of rows.length ? rows : [fieldset]) {
          of += 1
          if (part.querySelector(':checked')) answered += 1
        }
      }
      return { answers: Object.fromEntries(kept), answered, of }
    },
  }
}

/** "Don't know" speaks for all statements: it and they exclude each other. */
export function untickOpposite(changed: HTMLInputElement): void {
  if (changed.type !== 'checkbox' || !changed.checked || !changed.name.startsWith('a.')) return
  const fieldset = changed.closest('fieldset')
  for (const other of fieldset ? inputs(fieldset, 'input:checked') : [])
    if (other !== changed && (other.value === '98') !== (changed.value === '98')) other.checked = false
}
