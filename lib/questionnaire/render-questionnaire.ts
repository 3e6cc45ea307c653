import { type Html, html } from './html.ts'
import { anchorOf, errorOf, type Rendering, renderQuestion } from './render-question.ts'
import { say } from './texts.ts'
import type { Questionnaire } from './types.ts'

export type Village = { readonly code: string; readonly name: string }

function villageField(villages: readonly Village[], rendering: Rendering): Html {
  const given = rendering.given('village')[0] ?? ''
  const { note, describedBy } = errorOf('village', rendering)
  const rows = [...villages, { code: '', name: say('ratherNotSay', rendering.language) }]
  return html`
    <fieldset class="q" id="${anchorOf('village')}"${describedBy}><legend>${say('village', rendering.language)}</legend>${note}
    <div class="v">${rows.map(({ code, name }) => html`<label><input type="radio" name="village" value="${code}"${code !== '' && code === given && html` checked`}><span>${name}</span></label>`)}</div></fieldset>`
}

/** Faces are drawn once and used by reference; the words beside them carry the meaning. */
const faces = (): Html => {
  const lines = [
    'M7.5 8.2l2.3 1M16.5 8.2l-2.3 1M7.5 17.6q4.5-6.4 9 0',
    'M9 9v.5M15 9v.5M8 16.6q4-3 8 0',
    'M9 9v.5M15 9v.5M8 15.5h8',
    'M9 9v.5M15 9v.5M8 14.6q4 3 8 0',
    'M9 8.6v.5M15 8.6v.5M7 13h10q-1 5-5 5t-5-5z',
  ]
  return html`<svg hidden>${lines.map((line, index) => html`<symbol id="s${index + 1}" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"/><path d="${line}"/></symbol>`)}</svg>`
}

/**
 * The questions of a questionnaire, its comment and, where residents are asked, their village: the inside of a form, without the form.
 * The village stands at the head of the last section, among the questions about the person.
 */
export function renderQuestionnaire(questionnaire: Questionnaire, villages: readonly Village[], rendering: Rendering): Html {
  const { sections } = questionnaire
  const { language } = rendering
  return html`${faces()}${sections.map((section, index) => {
    const n = index + 1
    const last = n === sections.length
    return html`
      <section id="p${n}" aria-labelledby="t${n}"><h2 id="t${n}"><small>${say('part', language, { n, of: sections.length })}</small> ${section.title[language]}</h2>
      ${sections.length > 5 && !last && html`<p class="k"><a href="#p${n + 1}">${say('skipPart', language)}</a></p>`}
      ${last && questionnaire.asksVillage && villages.length > 0 && villageField(villages, rendering)}
      ${section.questions.map((question) => renderQuestion(question, rendering))}</section>`
  })}`
}
