import type { Language } from './language.ts'
import { translator } from './translate.ts'

const levels = [
  { from: 1, key: 'level.low' },
  { from: 4, key: 'level.middling' },
  { from: 6, key: 'level.good' },
  { from: 8, key: 'level.high' },
] as const

const levelOf = (score: number) => levels.findLast((level) => score >= level.from) ?? levels[0]

/**
 * Words for a score on 1..10, as wide as its interval: "mức khá" where the whole interval lies in one level,
 * "từ mức trung bình đến mức khá" where it does not. The levels are a convention of this system and are told beside the method.
 *
 * @throws {RangeError} where the interval is not one
 */
export const levelWords = (lower: number, upper: number, language: Language): string => {
  if (!(lower <= upper)) throw new RangeError('levelWords requires lower <= upper')
  const t = translator(language)
  const [lowest, highest] = [levelOf(lower), levelOf(upper)]
  return lowest === highest ? t(lowest.key) : t('level.range', { lowest: t(lowest.key), highest: t(highest.key) })
}
