/** What a span may tell: a telephone number, an identity card (12 digits, formerly 9), another long number (bank, insurance), … */
export type PersonalKind = 'phone' | 'identity' | 'number' | 'email' | 'plate' | 'name'

/** A part of a text by its UTF-16 offsets, `end` not included: `text.slice(start, end)`. */
export type PersonalSpan = { readonly kind: PersonalKind; readonly start: number; readonly end: number }
