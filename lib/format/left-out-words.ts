import type { LeftOut } from '@/lib/scoring/types.ts'
import type { Language } from './language.ts'
import { translator } from './translate.ts'
import type { WavePair } from './verdict-sentence.ts'

/** Why a line is not part of the comparison: "chỉ hỏi năm 2023". */
export const leftOutWords = (why: LeftOut['why'], waves: WavePair, language: Language): string => {
  const t = translator(language)
  switch (why) {
    case 'only-from':
    case 'refused-from':
      return t(`leftOut.${why}`, { from: waves.from })
    case 'only-to':
    case 'refused-to':
      return t(`leftOut.${why}`, { to: waves.to })
    default:
      return t(`leftOut.${why}`)
  }
}
