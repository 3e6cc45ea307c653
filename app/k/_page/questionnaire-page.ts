import {
  anchorOf,
  committeeOf,
  type Html,
  html,
  type Language,
  type Questionnaire,
  renderQuestionnaire,
  say,
} from '@/lib/questionnaire/index.ts'
import type { Point } from '@/lib/server/responses/load-point.ts'
import { respondWithPage } from './document.ts'
import { pageHead, pointHref } from './frame.ts'
import { type ShownError, shownErrors } from './shown-errors.ts'

export type QuestionnairePage = {
  readonly point: Point
  readonly questionnaire: Questionnaire
  readonly language: Language
  /** Written into the form: the id of this fill and the signed time of its start. */
  readonly id: string
  readonly startedAt: string
  /** What was posted, when the page is shown again. */
  readonly fields?: URLSearchParams
  readonly issues?: readonly { readonly path: string; readonly message: string }[]
  readonly conflict?: boolean
}

function introduction({ point, questionnaire, language }: QuestionnairePage): Html {
  const who = committeeOf(point.communeName, language)
  return html`
    <h1><small>${say('rating', language)}</small> ${point.unitName}</h1>
    <p class="t">${say('about', language, { title: questionnaire.title[language], minutes: questionnaire.minutes })}</p>
    <section class="i" aria-labelledby="i"><h2 id="i">${say('before', language)}</h2><ul>
    <li>${say('whoAsks', language, { who, why: say('why', language) })}</li><li>${say('untraceable', language)}</li><li>${say('anonymity', language)}</li>
    <li>${say('retention', language)}</li><li>${say('complaint', language)}</li></ul></section>`
}

/** Errors that the script can find by itself stand ready in the page, hidden, in the page's own words. */
function errorSummary(errors: readonly ShownError[], language: Language): Html {
  const ready = [
    { problem: 'consent-needed', href: `#${anchorOf('consent')}`, text: say('consentNeeded', language) },
    { problem: 'nothing-answered', href: '#f', text: say('nothingAnswered', language) },
  ]
  const others = errors.filter((error) => ready.every((each) => each.problem !== error.problem))
  const line = (href: string, text: string, attributes: Html | null) => html`<li${attributes}><a href="${href}">${text}</a></li>`
  return html`
    <div class="b w" id="es" role="alert" tabindex="-1"${!errors.length && html` hidden`}><h2>${say('errors', language)}</h2><ul>
    ${ready.map(({ problem, href, text }) => line(href, text, html` id="${problem}"${!errors.some((error) => error.problem === problem) && html` hidden`}`))}
    ${others.map(({ href, text }) => line(href, text, null))}</ul></div>`
}

/** What the script shows when it has something to say; without a script all of it stays hidden. */
function scriptNotices(code: string, language: Language): Html {
  return html`
    <p class="b" id="ls" role="status" hidden>${say('sentLater', language)}<b></b></p>
    <div class="b w" id="lr" hidden><p>${say('refusedLater', language)}</p><button type="button">${say('erase', language)}</button></div>
    <div class="b" id="dr" hidden><p>${say('draftFound', language)}</p><button type="button">${say('draftContinue', language)}</button> <button type="button">${say('draftNew', language)}</button></div>
    <div class="b" id="sv" tabindex="-1" hidden><h2>${say('saved', language)}</h2><p>${say('savedText', language)}</p><button type="button">${say('tryNow', language)}</button>
    <p><a class="o" href="${pointHref(code, language)}">${say('anotherPerson', language)}</a></p></div>
    <p class="b w" id="ns" role="alert" hidden>${say('notSaved', language)}</p>`
}

function consent(errors: readonly ShownError[], who: string, language: Language): Html {
  const wrong = errors.some((error) => error.problem === 'consent-needed')
  const anchor = anchorOf('consent')
  return html`
    <section aria-labelledby="tc"><h2 id="tc">${say('consentTitle', language)}</h2>
    <p class="e" id="e-${anchor}"${!wrong && html` hidden`}>${say('consentNeeded', language)}</p>
    <label><input type="checkbox" name="consent" value="yes" id="${anchor}" required aria-describedby="e-${anchor}"${wrong && html` aria-invalid="true"`}><span>${say('consent', language, { who })}</span></label>`
}

/**
 * The questionnaire behind a code: complete without a script. Shown again with what was posted (`fields`) after an error (422), or after a
 * conflict (409), when it carries a new id and its button says that another person answers.
 */
export function questionnairePage(page: QuestionnairePage): Response {
  const { point, questionnaire, language, fields, issues = [], conflict = false } = page
  const errors = shownErrors(questionnaire, issues, language)
  const rendering = {
    language,
    given: (field: string) => fields?.getAll(field) ?? [],
    errors: new Map(errors.map((error) => [error.path, error.text])),
  }
  const otherLanguage = language === 'vi' ? 'en' : 'vi'
  const title = say(errors.length ? 'errors' : 'rating', language)
  const body = html`<main>
    ${pageHead(
      point,
      language,
      pointHref(point.code, otherLanguage).replace(/^[^?]*$/, (path) => `${path}?lang=vi`),
    )}
    ${introduction(page)}${scriptNotices(point.code, language)}${errorSummary(errors, language)}
    ${conflict && html`<div class="b w" role="alert"><h2>${say('conflictTitle', language)}</h2><p>${say('conflictText', language)}</p></div>`}
    <form id="f" method="post" action="${pointHref(point.code, language)}" novalidate data-code="${point.code}"${fields && html` data-kept`}>
    <input type="hidden" name="id" value="${page.id}"><input type="hidden" name="startedAt" value="${page.startedAt}"><input type="hidden" name="lang" value="${language}">
    ${renderQuestionnaire(questionnaire, point.villages, rendering)}
    ${consent(errors, committeeOf(point.communeName, language), language)}
    <button class="s" data-sending="${say('sending', language)}">${say(conflict ? 'anotherPerson' : 'send', language)}</button></section>
    <p class="p" id="pr" data-text="${say('progress', language, { n: '#', of: '#' })}" hidden><progress aria-labelledby="pt" value="0"></progress><span id="pt"></span></p></form></main>`
  return respondWithPage({
    language,
    title: `${title}: ${point.unitName}`,
    body,
    withScript: true,
    status: conflict ? 409 : errors.length ? 422 : 200,
  })
}
