import type { RefusalReason } from '@/lib/scoring/types.ts'
import type { Language } from './language.ts'
import { formatCount } from './numbers.ts'
import { translator } from './translate.ts'

/** The reason alone, for a place that is seen to be empty: "mới có 12 người trả lời". */
export const emptyPlaceWords = (reason: RefusalReason, respondents: number | null, language: Language): string => {
  const t = translator(language)
  if (reason !== 'too-few-answers') return t(`emptyPlace.${reason}`)
  return respondents === null
    ? t('emptyPlace.too-few-unsaid')
    : t('emptyPlace.too-few-answers', { count: formatCount(respondents, language) })
}

/** Why there is no number, in words; how many answered, where that may be said. */
export const refusalWords = (reason: RefusalReason, respondents: number | null, language: Language): string => {
  const t = translator(language)
  if (reason !== 'too-few-answers') return t(`refusal.${reason}`)
  return respondents === null ? t('refusal.too-few-unsaid') : t('refusal.too-few-answers', { count: formatCount(respondents, language) })
}
