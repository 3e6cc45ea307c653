import { html, type Language, say } from '@/lib/questionnaire/index.ts'
import type { Point } from '@/lib/server/responses/load-point.ts'
import { respondWithPage } from './document.ts'
import { pageHead, pointHref } from './frame.ts'

/** Address of a receipt: shown after the commit, found again by whoever holds the code. */
export const receiptHref = (code: string, receipt: string, language: Language): string =>
  `/k/${encodeURIComponent(code)}/r/${receipt}${language === 'en' ? '?lang=en' : ''}`

/** Says that the response is stored, and gives the code. Nothing of what was answered, no time. */
export function receiptPage(point: Point, receipt: string, language: Language): Response {
  const heading = say('received', language)
  const other = language === 'vi' ? 'en' : 'vi'
  const groups = receipt.match(/.{4}/g)?.join(' ') ?? receipt
  const body = html`<main>${pageHead(point, language, `?lang=${other}`)}
    <div class="ok"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="M7 12.5l3.5 3.5 6.5-7.5"/></svg>
    <h1>${heading}</h1><p>${say('receivedFor', language, { unit: point.unitName })}</p></div>
    <section class="i" aria-labelledby="i"><h2 id="i">${say('receiptCode', language)}</h2><p class="c">${groups}</p><p>${say('receiptText', language)}</p></section>
    <p><a class="o" href="${pointHref(point.code, language)}">${say('anotherPerson', language)}</a></p></main>`
  return respondWithPage({ language, title: `${heading}: ${point.unitName}`, body })
}
