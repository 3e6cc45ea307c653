import type { CommuneComparisonView, FigurePair } from './figures.ts'
import type { Language } from './language.ts'
import { formatCount } from './numbers.ts'
import { pairState } from './pair-state.ts'
import { type Translate, translator } from './translate.ts'
import { verdictSentence, type WavePair } from './verdict-sentence.ts'

const groups = [
  { key: 'summary.rose', kinds: ['rose'] },
  { key: 'summary.fell', kinds: ['fell'] },
  { key: 'summary.no-clear-change', kinds: ['no-clear-change'] },
  { key: 'summary.not-comparable', kinds: ['not-comparable'] },
  { key: 'summary.refused', kinds: ['refused'] },
  { key: 'summary.one-year', kinds: ['only-from', 'only-to', 'absent'] },
] as const

const countsOf = (lines: readonly FigurePair[], language: Language, t: Translate): string => {
  const kinds = lines.map((line) => pairState(line).kind)
  return groups
    .map(({ key, kinds: of }) => ({ key, count: kinds.filter((kind) => (of as readonly string[]).includes(kind)).length }))
    .filter(({ count }) => count > 0)
    .map(({ key, count }) => t(key, { count: formatCount(count, language) }))
    .join(', ')
}

export type CommuneSummary = {
  /** Trong số người trả lời, năm 2024 so với năm 2023: trong 8 nội dung có 2 tăng rõ, 1 giảm rõ, … */
  readonly lead: string
  /** One sentence for each dimension that clearly rose or fell; empty where none did. */
  readonly clear: readonly string[]
}

/** What happened between two waves, in the words that the intervals allow. Self-selected answers speak of those who answered. */
export const communeSummary = (
  view: Pick<CommuneComparisonView, 'selfSelected' | 'dimensions'>,
  waves: WavePair,
  language: Language,
): CommuneSummary => {
  const t = translator(language)
  const lead = t(view.selfSelected ? 'summary.selfSelected' : 'summary.sampled', waves)
  return {
    lead: t('summary.counts', { lead, all: formatCount(view.dimensions.length, language), parts: countsOf(view.dimensions, language, t) }),
    clear: view.dimensions
      .filter((dimension) => ['rose', 'fell'].includes(pairState(dimension).kind))
      .map((dimension) => verdictSentence(dimension, waves, language)),
  }
}
