import type { UnitScoresView } from './figures.ts'
import type { Language } from './language.ts'
import { levelWords } from './level-words.ts'
import { formatScore } from './numbers.ts'
import { refusalWords } from './refusal-words.ts'
import { translator } from './translate.ts'
import { verdictSentence, type WavePair } from './verdict-sentence.ts'

/**
 * What a unit's page says first: the score of the later wave with the words that its interval allows, then what happened since the
 * earlier one.
 */
export const unitSummary = (
  { headline, selfSelected }: Pick<UnitScoresView, 'headline' | 'selfSelected'>,
  waves: WavePair,
  language: Language,
): readonly string[] => {
  const t = translator(language)
  const change = verdictSentence(headline, waves, language)
  if (headline.to?.kind !== 'shown')
    return headline.to ? [capital(refusalWords(headline.to.reason, headline.to.respondents, language))] : [change]
  const { value, lower, upper } = headline.to
  const score = t(selfSelected ? 'summary.unit.score' : 'summary.unit.scoreSampled', {
    wave: waves.to,
    score: formatScore(value, language),
    level: levelWords(lower, upper, language),
  })
  return [score, change]
}

const capital = (sentence: string): string => `${sentence.charAt(0).toLocaleUpperCase('vi')}${sentence.slice(1)}.`

/** Where the comparison's value of the later wave is written otherwise than the wave's own: why, in one sentence; else null. */
export const coreNote = ({ to, change }: UnitScoresView['headline'], waves: WavePair, language: Language): string | null => {
  if (to?.kind !== 'shown' || change?.kind !== 'shown' || change.verdict === 'not-comparable') return null
  const [own, core] = [formatScore(to.value, language), formatScore(change.toValue, language)]
  return own === core ? null : translator(language)('unit.coreNote', { own, core, wave: waves.to })
}
