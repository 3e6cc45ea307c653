import type { FoldedText } from './fold-text.ts'
import type { PersonalKind, PersonalSpan } from './personal-span.ts'

/** Digits as people spell them, folded: năm and lăm and nhăm are 5, bốn and tư are 4, mốt is một. */
const spelled: Readonly<Record<string, string>> = {
  khong: '0', ko: '0', khg: '0', zero: '0', le: '0', linh: '0', mot: '1', hai: '2', ba: '3', bon: '4', tu: '4',
  nam: '5', lam: '5', nham: '5', sau: '6', bay: '7', bayr: '7', tam: '8', chin: '9',
} // biome-ignore format: a table

/** A digit or a group of digits written together, with its place in the folded text. `glue`: what stands before it in the same run. */
type Piece = { digits: string; from: number; to: number; glue: string; spelled: boolean }

/** Days and sums of money: digits that tell nobody. Blanked before runs are looked for. */
const harmless = [
  /\bnam\s+(?:19|20)\d\d(?:\s*[-–,]\s*(?:19|20)\d\d)*(?!\d)/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?![./-]?\s?\d)/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])\/(?:0?[1-9]|1[0-2])\/\d\d(?![./-]?\s?\d)/g,
  /(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?:,\d+)?\s*(?:d|dong|vnd|vnđ|trieu|ty|nghin|ngan)\b/g,
  /(?<![\d.,])[1-9]\d*\s*(?:d|dong|vnd)\b/g,
  /(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+\.000(?![.,]?\d)/g,
]

const blank = (text: string): string => harmless.reduce((left, pattern) => left.replace(pattern, (found) => '§'.repeat(found.length)), text)

/** Between the digits of one number: at most four of these. */
const glueShape = /^[\s.,\-\u2010-\u2015/_*()+~|'"]{0,4}$/

const lookalike = (letters: string): string | null => (/^[oil]+$/.test(letters) ? letters.replace(/o/g, '0').replace(/[il]/g, '1') : null)

type Token = { text: string; from: number; kind: 'digits' | 'letters' | 'other' }

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/\d+|[a-z]+|[^\da-z]+/g)].map((match) => ({
    text: match[0],
    from: match.index,
    kind: /^\d/.test(match[0]) ? 'digits' : /^[a-z]/.test(match[0]) ? 'letters' : 'other',
  }))

/**
 * What a token of letters says as digits, or null. `mươi` and `trăm` are read with the digit before them; `isTen`: it is "mười", a ten of
 * its own, or stands where only that can.
 */
const digitsOf = (
  token: Token,
  isTen: boolean,
  before: Token | undefined,
  after: Token | undefined,
  next: Token | undefined,
): string | null => {
  if (before?.kind === 'digits' || after?.kind === 'digits') return lookalike(token.text)
  const word = spelled[token.text]
  if (word !== undefined) return word
  const follows = next?.kind === 'letters' && spelled[next.text] !== undefined && next.text !== 'khong'
  // "chín mươi hai" is 92, "chín mươi" 90, "mười hai" 12; a digit after a comma begins anew
  if (token.text === 'muoi') return `${isTen ? '1' : ''}${follows && !after?.text.includes(',') ? '' : '0'}`
  if (token.text === 'tram') return follows || next?.text === 'khong' ? '' : '00'
  return token.text === 'o' && (next?.kind === 'digits' || follows || next?.text === 'khong') ? '0' : null
}

/** Runs of digits, written or spelled, with no more than a little punctuation between them. */
const runsOf = (text: string, given: (from: number, to: number) => string): Piece[][] => {
  const tokens = tokensOf(text)
  const runs: Piece[][] = []
  let run: Piece[] = []
  let glue = ''
  const close = () => {
    if (run.length) runs.push(run)
    run = []
    glue = ''
  }
  tokens.forEach((token, i) => {
    if (token.kind === 'other') {
      if (glueShape.test(token.text)) glue = token.text
      else close()
      return
    }
    const to = token.from + token.text.length
    const isTen = token.text === 'muoi' && (run.length === 0 || glue.includes(',') || /ườ/i.test(given(token.from, to)))
    const digits = token.kind === 'digits' ? token.text : digitsOf(token, isTen, tokens[i - 1], tokens[i + 1], tokens[i + 2])
    if (digits === null) close()
    else if (digits !== '') run.push({ digits, from: token.from, to, glue: run.length ? glue : '', spelled: token.kind !== 'digits' })
    if (digits !== null) glue = ''
  })
  close()
  return runs
}

/** Longest first. Identity cards have 12 digits and begin with 0; mobile numbers 10, with 84 or 0084 before; land lines 02 and 9 more. */
const shapes: readonly (readonly [kind: PersonalKind, shape: RegExp])[] = [
  ['phone', /^00840?[235789]\d{8,9}$/],
  ['identity', /^0\d{11}$/],
  ['phone', /^840?[35789]\d{8}$/],
  ['phone', /^8402?\d{9,10}$/],
  ['phone', /^842\d{9}$/],
  ['phone', /^02\d{9}$/],
  ['phone', /^01[2689]\d{8}$/],
  ['phone', /^0[35789]\d{8}$/],
]

const shapeOf = (digits: string): PersonalKind | undefined =>
  digits.length < 10 ? undefined : shapes.find(([, shape]) => shape.test(digits))?.[0]

/** The kind and the last piece of the longest number that begins with piece `first`. */
const numberFrom = (run: readonly Piece[], first: number): { kind: PersonalKind; last: number } | undefined => {
  let found: { kind: PersonalKind; last: number } | undefined
  let digits = ''
  for (let last = first; last < run.length && digits.length <= 15; last += 1) {
    digits += run[last]?.digits ?? ''
    const kind = shapeOf(digits)
    if (kind) found = { kind, last }
  }
  return found
}

/** A run that is no telephone and no card: 9 to 19 digits, not a list with commas, name a person or an account all the same. */
const unknownNumber = (run: readonly Piece[]): PersonalKind | undefined => {
  // "gọi 1900 9095 không ai nghe": after written digits a lone không is the word for not.
  const last = run.at(-1)
  if (last?.spelled && last.digits === '0' && run.at(-2)?.spelled === false) return unknownNumber(run.slice(0, -1))
  const count = run.reduce((sum, piece) => sum + piece.digits.length, 0)
  if (count < 9 || count > 19 || run.some(({ glue }) => glue.includes(','))) return undefined
  return count === 9 ? 'identity' : 'number'
}

/** Telephone numbers, identity cards and other long numbers: written, spelled, spaced, dotted, or a mixture. */
export const findNumbers = (folded: FoldedText, text: string): PersonalSpan[] => {
  const spans: PersonalSpan[] = []
  const add = (kind: PersonalKind, first: Piece | undefined, last: Piece | undefined) => {
    if (!first || !last) return
    const start = folded.start[first.from] ?? 0
    spans.push({ kind, start: text[start - 1] === '+' ? start - 1 : start, end: folded.end[last.to - 1] ?? 0 })
  }
  const given = (from: number, to: number) => text.slice(folded.start[from], folded.end[to - 1]).normalize('NFC')
  for (const run of runsOf(blank(folded.text), given)) {
    let rest: Piece[] = []
    const closeRest = () => {
      const kind = unknownNumber(rest)
      if (kind) add(kind, rest[0], rest.at(-1))
      rest = []
    }
    for (let i = 0; i < run.length; ) {
      const found = numberFrom(run, i)
      const piece = run[i]
      if (found) {
        closeRest()
        add(found.kind, piece, run[found.last])
        i = found.last + 1
      } else {
        if (piece) rest.push(piece)
        i += 1
      }
    }
    closeRest()
  }
  return spans
}
