import type { FoldedText } from './fold-text.ts'
import type { PersonalSpan } from './personal-span.ts'

/** name@host.vn, also with spaces, with (at), [at], "a còng" for the sign and "chấm" for the dot. */
const email =
  /[a-z\d][a-z\d._%+-]{0,63}\s{0,2}(?:@|[([{]\s?(?:at|a cong)\s?[)\]}]|\sa\s?(?:cong|moc|vong)\s)\s{0,2}[a-z\d-]{1,63}(?:(?:\s{0,2}\.\s{0,2}|\s{1,2}cham\s{1,2})[a-z\d-]{2,63}){1,3}/g

export const findEmails = (folded: FoldedText): PersonalSpan[] =>
  [...folded.text.matchAll(email)].map(({ 0: found, index }) => ({
    kind: 'email',
    start: folded.start[index] ?? 0,
    end: folded.end[index + found.length - 1] ?? 0,
  }))
