import type { FoldedText } from './fold-text.ts'
import type { PersonalSpan } from './personal-span.ts'

/** Province 11 to 99, a series of one or two letters and perhaps a digit, four or five digits: 89A-123.45, 29-B1 234.56, 17B2 1234. */
const plate = /(?<![a-z\d])(?:1[1-9]|[2-9]\d)\s?[-–.]?\s?([a-z]{1,2})\d?(?:\s?[-–.]?\s?)(?:\d{3}[.\s]?\d{2}|\d{4})(?![a-z\d])/g
const spokenOf = /(?:bien so|bien|bks|bsx|xe|oto|o to|xe may)\W{0,3}(?:xe\W{0,2})?(?:la\W{0,2})?$/

/** Licence plates. Small letters are taken for one only after a word for plate or vehicle, since "20k 5000" is money. */
export const findPlates = (folded: FoldedText): PersonalSpan[] => {
  const spans: PersonalSpan[] = []
  for (const match of folded.text.matchAll(plate)) {
    const from = match.index
    const to = from + match[0].length
    const letters = from + match[0].search(/[a-z]/)
    const length = match[1]?.length ?? 1
    const places = Array.from({ length }, (_, i) => letters + i)
    // Đ is a letter of some series, but d folded from a currency sign "đ" is not.
    const isSeries =
      places.every((i) => folded.upper[i]) || (places.every((i) => folded.ascii[i]) && spokenOf.test(folded.text.slice(0, from)))
    if (isSeries) spans.push({ kind: 'plate', start: folded.start[from] ?? 0, end: folded.end[to - 1] ?? 0 })
  }
  return spans
}
