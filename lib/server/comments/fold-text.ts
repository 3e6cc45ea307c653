/**
 * A text without diacritics and case, each of its characters knowing where it stands in the text as given, whether that is NFC or NFD:
 * `start[i]` and `end[i]` are the offsets there of the folded character i, `upper[i]` and `ascii[i]` what it was before.
 */
export type FoldedText = {
  readonly text: string
  readonly start: readonly number[]
  readonly end: readonly number[]
  readonly upper: readonly boolean[]
  readonly ascii: readonly boolean[]
}

/** Marks, and what is not seen: zero-width characters and the soft hyphen. */
const unseen = /^[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]+$/u

export const foldText = (given: string): FoldedText => {
  let text = ''
  const start: number[] = []
  const end: number[] = []
  const upper: boolean[] = []
  const ascii: boolean[] = []
  let at = 0
  for (const point of given) {
    const next = at + point.length
    if (unseen.test(point)) {
      if (end.length) {
        end[end.length - 1] = next
        if (/\p{M}/u.test(point)) ascii[ascii.length - 1] = false
      }
    } else {
      // Compatibility forms: digits of full width, in circles or raised are digits.
      const base = point.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
      for (const character of base) {
        // One folded character is one UTF-16 unit, so that offsets into the text are offsets into the arrays.
        text += character.length === 1 ? character : '\ufffd'
        start.push(at)
        end.push(next)
        upper.push(/\p{Lu}/u.test(point))
        ascii.push(point <= '\x7f')
      }
    }
    at = next
  }
  return { text, start, end, upper, ascii }
}
