import { type Html, html, type Language, say, type TextKey } from '@/lib/questionnaire/index.ts'
import type { Point } from '@/lib/server/responses/load-point.ts'
import { respondWithPage } from './document.ts'
import { pageHead } from './frame.ts'

export type Notice = {
  readonly status: number
  readonly language: Language
  readonly title: TextKey
  readonly text: TextKey
  readonly point?: Point | null
  /** What was posted: kept in the page as hidden fields under a button that sends it again. */
  readonly fields?: URLSearchParams
  readonly headers?: Readonly<Record<string, string>>
}

function sendAgain(fields: URLSearchParams, language: Language, sayKept: boolean): Html {
  return html`<form method="post">${sayKept && html`<p>${say('answersKept', language)}</p>`}
    ${[...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <button class="s">${say('sendAgain', language)}</button></form>`
}

/** A page that says one thing: unknown code, replaced poster, closed wave, database away. It links nowhere. */
export function noticePage({ status, language, title, text, point, fields, headers }: Notice): Response {
  const heading = say(title, language)
  const body = html`<main>${point && pageHead(point, language, null)}
    <h1>${heading}</h1><p>${say(text, language, { unit: point?.unitName ?? '' })}</p>
    ${fields && sendAgain(fields, language, status !== 503)}</main>`
  return respondWithPage({ language, title: heading, body, status, ...(headers ? { headers } : {}) })
}
