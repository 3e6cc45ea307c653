import { committeeOf, type Html, html, type Language, say } from '@/lib/questionnaire/index.ts'
import type { Point } from '@/lib/server/responses/load-point.ts'

/** Head of every page behind a known code: who asks, the other language, and whether this is a demonstration. */
export function pageHead(point: Point, language: Language, otherLanguageHref: string | null): Html {
  const other = language === 'vi' ? 'en' : 'vi'
  return html`
    <header><p>${committeeOf(point.communeName, language)}</p>
    ${otherLanguageHref && html`<a href="${otherLanguageHref}" lang="${other}" hreflang="${other}">${say('otherLanguage', language)}</a>`}</header>
    ${point.demo && html`<p class="d">${say('demo', language)}</p>`}`
}

/** Address of the questionnaire of a code, in a language. */
export const pointHref = (code: string, language: Language): string =>
  `/k/${encodeURIComponent(code)}${language === 'en' ? '?lang=en' : ''}`
