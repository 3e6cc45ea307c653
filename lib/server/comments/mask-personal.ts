import type { PersonalSpan } from './personal-span.ts'

/** The text with each span as "[…]": a proposal for the officer who redacts. Spans as `detectPersonal` gives them. */
export const maskPersonal = (text: string, spans: readonly PersonalSpan[]): string => {
  let masked = ''
  let at = 0
  for (const { start, end } of spans) {
    masked += `${text.slice(at, start)}[…]`
    at = end
  }
  return masked + text.slice(at)
}
