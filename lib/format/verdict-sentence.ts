import type { FigurePair } from './figures.ts'
import { type Language, pick } from './language.ts'
import { formatScore } from './numbers.ts'
import { pairState } from './pair-state.ts'
import { refusalWords } from './refusal-words.ts'
import { translator } from './translate.ts'

type Line = Pick<FigurePair, 'name' | 'from' | 'to' | 'change'>
/** The two waves as pages name them: "2023". */
export type WavePair = { readonly from: string; readonly to: string }

/**
 * What happened to one line, as one sentence that its interval allows: “Y tế công lập” tăng rõ: 6,90 lên 7,40.
 * Never more than the verdict: without one it says that there is not enough to tell, or why there is no number.
 */
export const verdictSentence = (line: Line, waves: WavePair, language: Language): string => {
  const t = translator(language)
  const name = pick(line.name, language)
  const state = pairState(line)
  switch (state.kind) {
    case 'rose':
    case 'fell':
    case 'no-clear-change':
      return t(`sentence.${state.kind}`, { name, from: formatScore(state.from, language), to: formatScore(state.to, language) })
    case 'refused':
      return t('sentence.refused', { name, reason: refusalWords(state.reason, state.respondents, language) })
    case 'only-from':
      return t('sentence.only-from', { name, fromWave: waves.from, toWave: waves.to })
    case 'only-to':
      return t('sentence.only-to', { name, toWave: waves.to })
    default:
      return t(`sentence.${state.kind}`, { name })
  }
}

/** The verdict alone, for a table: "tăng rõ", "chưa rõ tăng hay giảm", "chưa đủ để chấm". */
export const verdictWords = (line: Omit<Line, 'name'>, waves: WavePair, language: Language): string => {
  const t = translator(language)
  const { kind } = pairState(line)
  switch (kind) {
    case 'only-from':
      return t('verdict.only-from', { from: waves.from })
    case 'only-to':
      return t('verdict.only-to', { to: waves.to })
    default:
      return t(`verdict.${kind}`)
  }
}
