import { randomInt } from 'node:crypto'
import { codeAlphabet } from '../units/collection-point-code.ts'

/** A first password to be read out or written down: four groups of four without lookalikes, 21^16 = 1.4e21 of them. */
export const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => codeAlphabet.charAt(randomInt(codeAlphabet.length))).join('')).join('-')
