import { driverSentences } from '@/lib/format/driver-sentences.ts'
import type { DriversView } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { formatCount, formatScore, formatShare } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { QuadrantChart } from '../charts/quadrant-chart.tsx'
import { SaveChart } from '../charts/save-chart.tsx'
import { saveTexts } from '../charts/save-texts.ts'

type Props = { readonly view: DriversView; readonly language: Language; readonly source: string }

/** What matters most in words, then as a map of importance and score, then in numbers; or why it cannot be said. */
export function KeyDrivers({ view, language, source }: Props) {
  const t = translator(language)
  const title = t('driver.title', { wave: view.wave })
  return (
    <section aria-labelledby="drivers">
      <h2 id="drivers">{title}</h2>
      {driverSentences(view, language).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {view.kind === 'shown' && (
        <figure data-chart>
          <figcaption className="small quiet">
            {t('driver.lead')} {t('driver.sure')}
          </figcaption>
          <QuadrantChart view={view} language={language} label={title} />
          <table className="fits">
            <caption>
              {t('driver.base', { count: formatCount(view.respondents, language), share: formatShare(view.explained, language) })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('column.name')}</th>
                <th scope="col">{t('driver.axis.importance')}</th>
                <th scope="col">{t('driver.axis.performance')}</th>
              </tr>
            </thead>
            <tbody>
              {view.parts.map((part, index) => (
                <tr key={part.code}>
                  <th scope="row">
                    {formatCount(index + 1, language)}. {pick(part.name, language)}
                    <span className="small quiet">
                      {part.isSure
                        ? t(`driver.quadrant.${part.quadrant}`)
                        : t('driver.quadrantUnsure', { quadrant: t(`driver.quadrant.${part.quadrant}`) })}
                    </span>
                  </th>
                  <td className="number">
                    {formatShare(part.importance, language)}
                    <span className="small quiet">
                      {t('driver.range', { lower: formatShare(part.lower, language), upper: formatShare(part.upper, language) })}
                    </span>
                  </td>
                  <td className="number">{formatScore(part.performance, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="small quiet">{source}</p>
          <SaveChart words={{ title, units: `${t('driver.lead')} ${t('driver.sure')}`, source }} {...saveTexts(t)} language={language} />
        </figure>
      )}
    </section>
  )
}
