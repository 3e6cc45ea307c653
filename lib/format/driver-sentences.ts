import type { DriversView } from './figures.ts'
import { type Language, pick } from './language.ts'
import { refusalWords } from './refusal-words.ts'
import { translator } from './translate.ts'

/** Part of the resamples in which the first must come first to be called so. */
const CLEARLY_FIRST = 0.9

/** What matters most, in sentences that the stability of the weights allows; or why nothing can be said. */
export const driverSentences = (view: DriversView, language: Language): readonly string[] => {
  const t = translator(language)
  if (view.kind === 'refused')
    return [
      view.reason === 'too-few-answers'
        ? t('driver.refusedFew')
        : t('driver.refused', { reason: refusalWords(view.reason, null, language) }),
    ]
  const [first] = view.parts
  const improve = view.parts.filter(({ quadrant, isSure }) => quadrant === 'improve-first' && isSure)
  return [
    first && first.first >= CLEARLY_FIRST ? t('driver.first', { name: pick(first.name, language) }) : t('driver.firstUnsure'),
    improve.length > 0
      ? t('driver.improve', { names: improve.map(({ name }) => `“${pick(name, language)}”`).join(', ') })
      : t('driver.improveNone'),
  ]
}
