import { findEmails } from './find-emails.ts'
import { findNames } from './find-names.ts'
import { findNumbers } from './find-numbers.ts'
import { findPlates } from './find-plates.ts'
import { foldText } from './fold-text.ts'
import type { PersonalSpan } from './personal-span.ts'

/** Overlapping finds become one span of the kind that begins first (of two that begin together, the longer one). */
const merge = (spans: readonly PersonalSpan[]): PersonalSpan[] => {
  const merged: PersonalSpan[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (last && span.start < last.end) merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) }
    else merged.push(span)
  }
  return merged
}

/**
 * What in a comment could tell a person: telephone numbers, identity cards, other long numbers, e-mail addresses, licence plates, and names
 * after ông, bà, anh, chị, cô, thầy, chú, bác, em or an office. Spans in order, apart from each other, as offsets into the text as given
 * (NFC or NFD). A help for the officer who decides, not a decision: it finds too much rather than too little, and never everything.
 */
export const detectPersonal = (text: string): readonly PersonalSpan[] => {
  const folded = foldText(text)
  return merge([...findEmails(folded), ...findPlates(folded), ...findNumbers(folded, text), ...findNames(text)])
}
