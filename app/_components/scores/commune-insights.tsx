import type { CommuneComparisonView } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { formatCount, formatDifference, formatDifferenceInterval, formatScore } from '@/lib/format/numbers.ts'
import { refusalWords } from '@/lib/format/refusal-words.ts'
import { translator } from '@/lib/format/translate.ts'

type Props = { readonly view: CommuneComparisonView; readonly language: Language }

/** What the change is made of, and how much of the total is a choice of method, both in words. */
export function CommuneInsights({ view: { sensitivity, decomposition }, language }: Props) {
  const t = translator(language)
  return (
    <>
      {decomposition.length > 0 && (
        <section>
          <h2 id="who-and-how">{t('commune.split.title')}</h2>
          <p>{t('commune.split.lead')}</p>
          <ul className="sentences">
            {decomposition.map(({ instrument, name, figure }) => (
              <li key={instrument}>
                <strong>{pick(name, language)}</strong>
                {': '}
                {figure.kind === 'refused'
                  ? refusalWords(figure.reason, figure.respondents, language)
                  : t('commune.split.line', {
                      change: formatDifference(figure.change.value, language),
                      who: formatDifference(figure.who.value, language),
                      whoInterval: formatDifferenceInterval(figure.who.lower, figure.who.upper, language),
                      how: formatDifference(figure.how.value, language),
                      howInterval: formatDifferenceInterval(figure.how.lower, figure.how.upper, language),
                    })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {sensitivity && (
        <section>
          <h2 id="sensitivity">{t('commune.sensitivity.title')}</h2>
          <p>
            {sensitivity.kind === 'refused'
              ? refusalWords(sensitivity.reason, sensitivity.respondents, language)
              : t('commune.sensitivity.line', {
                  variants: formatCount(sensitivity.variants, language),
                  index: formatScore(sensitivity.index, language),
                  least: formatScore(sensitivity.least, language),
                  most: formatScore(sensitivity.most, language),
                })}
          </p>
        </section>
      )}
    </>
  )
}
