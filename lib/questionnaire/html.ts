/** HTML that is safe to send: made by the `html` tag alone. */
export class Html {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
}
export type Fragment = Html | string | number | false | null | undefined | readonly Fragment[]

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')

const write = (fragment: Fragment): string => {
  if (fragment instanceof Html) return fragment.toString()
  if (Array.isArray(fragment)) return fragment.map(write).join('')
  return fragment === false || fragment === null || fragment === undefined ? '' : escapeText(String(fragment))
}

/**
 * Template tag: every value is escaped for text and for quoted attributes, unless it is HTML made by this tag; false, null and undefined
 * write nothing. White space between lines of the template is dropped, since it is paid for by every phone.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  const lean = (part: string) => part.replace(/\s*\n\s*/g, '')
  return new Html(parts.map((part, index) => lean(part) + (index < values.length ? write(values[index]) : '')).join(''))
}
