import { randomInt } from 'node:crypto'

/** Digits and small letters of which no two look alike in print or by hand: without 0 o 1 l i 2 z 5 s 8 b g q u v. */
export const codeAlphabet = '34679acdefhjkmnprtwxy'
const LENGTH = 10

/** A code for a QR poster: 10 random characters, 21^10 = 1.7e13 of them, so that none is guessed. */
export const newCollectionPointCode = (): string =>
  Array.from({ length: LENGTH }, () => codeAlphabet.charAt(randomInt(codeAlphabet.length))).join('')
