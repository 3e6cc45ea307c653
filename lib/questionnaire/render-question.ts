import { DONT_KNOW } from '../instruments/types.ts'
import { type Html, html } from './html.ts'
import { say } from './texts.ts'
import type { Choice, Language, Question } from './types.ts'

/** How a page is written: the language, what was given before, and what was wrong with it. */
export type Rendering = {
  readonly language: Language
  /** Values given for a field of the form: the empty list on a fresh page. */
  readonly given: (field: string) => readonly string[]
  /** Message by the path of the item, e.g. `answers.waiting` or `consent`. */
  readonly errors: ReadonlyMap<string, string>
}

/** Name of the form field for an answer: `a.question` or `a.matrix.row`. */
const fieldName = (question: string, row?: string): string => (row === undefined ? `a.${question}` : `a.${question}.${row}`)

/** Id of the element that an error links to, from the path of the item. */
export const anchorOf = (path: string): string => `f-${path.replace(/[^a-z0-9]+/gi, '-')}`

/** The message under a field, and the attribute that ties the field to it. */
export function errorOf(path: string, { errors }: Rendering): { note: Html | null; describedBy: Html | null } {
  const message = errors.get(path)
  if (message === undefined) return { note: null, describedBy: null }
  const id = `e-${anchorOf(path)}`
  return { note: html`<p class="e" id="${id}">${message}</p>`, describedBy: html` aria-describedby="${id}"` }
}

const face = (choice: Choice) => (choice.face === undefined ? null : html`<svg aria-hidden="true"><use href="#s${choice.face}"/></svg>`)

function option(
  type: 'radio' | 'checkbox',
  field: string,
  value: string | number,
  label: string,
  rendering: Rendering,
  before: Html | null = null,
): Html {
  const checked = rendering.given(field).includes(String(value)) ? html` checked` : null
  return html`<label><input type="${type}" name="${field}" value="${value}"${checked}><span>${before}${label}</span></label>`
}

const options = (field: string, choices: readonly Choice[], rendering: Rendering) =>
  choices.map((choice) => option('radio', field, choice.value, choice.text[rendering.language], rendering, face(choice)))

/** Steps of a scale stand side by side where the phone is wide enough; "don't know" has its own line. */
function scale(field: string, choices: readonly Choice[], rendering: Rendering): Html {
  const steps = choices.filter((choice) => choice.value !== DONT_KNOW)
  const rest = choices.filter((choice) => choice.value === DONT_KNOW)
  return html`<div class="g g${steps.length}">${options(field, steps, rendering)}</div>${options(field, rest, rendering)}`
}

function body(question: Question, rendering: Rendering): Html {
  const field = fieldName(question.name)
  const { language } = rendering
  switch (question.kind) {
    case 'choice':
      return html`${options(field, question.choices, rendering)}`
    case 'statements':
      return html`
        <p class="h">${say('tickAll', language)}</p>
        ${question.statements.map((each) => option('checkbox', field, each.value, each.text[language], rendering))}
        ${question.dontKnow && option('checkbox', field, DONT_KNOW, question.dontKnow[language], rendering)}`
    case 'matrix':
      return html`${question.rows.map((row) => {
        const path = `answers.${question.name}.${row.value}`
        const { note, describedBy } = errorOf(path, rendering)
        return html`<fieldset class="r" id="${anchorOf(path)}"${describedBy}><legend>${row.text[language]}</legend>${note}${scale(fieldName(question.name, row.value), question.choices, rendering)}</fieldset>`
      })}`
    case 'comment':
      return html`<textarea id="comment" name="comment" rows="4" maxlength="${question.maxLength}" aria-describedby="hc">${rendering.given('comment')[0]}</textarea>`
  }
}

/**
 * One question as plain HTML. Without a script a conditional question stands open, with a line that it may be skipped; the script reads
 * the condition from `data-if` and hides or shows it.
 */
export function renderQuestion(question: Question, rendering: Rendering): Html {
  const { language } = rendering
  if (question.kind === 'comment') {
    const { note } = errorOf('comment', rendering)
    return html`
      <div class="q" id="${anchorOf('comment')}"><label class="l" for="comment">${question.title[language]}</label>
      <p class="h" id="hc">${say('commentHint', language, { max: question.maxLength })}</p>${note}${body(question, rendering)}</div>`
  }
  const path = `answers.${question.name}`
  const { note, describedBy } = errorOf(path, rendering)
  const condition = question.condition && html` data-if="${JSON.stringify(question.condition)}"`
  return html`
    <fieldset class="q" id="${anchorOf(path)}" data-q="${question.name}"${condition}${describedBy}><legend>${question.title[language]}</legend>
    ${question.condition && html`<p class="h n">${say('conditional', language)}</p>`}${note}${body(question, rendering)}</fieldset>`
}
