import type { Figure, StandingView } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { formatCount, formatInterval, formatScore } from '@/lib/format/numbers.ts'
import { refusalWords } from '@/lib/format/refusal-words.ts'
import { type Translate, translator } from '@/lib/format/translate.ts'
import { FunnelChart } from '../charts/funnel-chart.tsx'
import { SaveChart } from '../charts/save-chart.tsx'
import { saveTexts } from '../charts/save-texts.ts'

type Props = {
  readonly view: StandingView
  /** The unit's own headline in the same snapshot. */
  readonly own: Figure | null
  readonly language: Language
  readonly source: string
}

const sentenceOf = (view: StandingView, t: Translate, language: Language): string => {
  if (view.kind === 'shown') return t(`standing.${view.place}`)
  if (view.kind === 'refused') return t('standing.refused', { reason: refusalWords(view.reason, view.respondents, language) })
  return t(`standing.${view.kind}`)
}

/** Where a unit stands among those of its kind: in words, as a funnel without names, in numbers; or why that is not told. */
export function Standing({ view, own, language, source }: Props) {
  const t = translator(language)
  const title = t('standing.title', { wave: view.wave })
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">{title}</h2>
      <p>{sentenceOf(view, t, language)}</p>
      {view.kind === 'shown' && own?.kind === 'shown' && (
        <figure data-chart>
          <figcaption className="small quiet">{t('standing.lead', { units: formatCount(view.units, language) })}</figcaption>
          <FunnelChart view={view} score={own.value} language={language} label={title} />
          <p className="small quiet">{source}</p>
          <details>
            <summary>{t('commune.table')}</summary>
            <div className="inside">
              <table className="fits">
                <tbody>
                  <tr>
                    <th scope="row">{t('standing.own')}</th>
                    <td className="number">{formatScore(own.value, language)}</td>
                  </tr>
                  <tr>
                    <th scope="row">{t('standing.mean', { units: formatCount(view.units, language) })}</th>
                    <td className="number">{formatScore(view.mean, language)}</td>
                  </tr>
                  <tr>
                    <th scope="row">{t('standing.near')}</th>
                    <td className="number">{formatInterval(view.near[0], view.near[1], language)}</td>
                  </tr>
                  <tr>
                    <th scope="row">{t('standing.far')}</th>
                    <td className="number">{formatInterval(view.far[0], view.far[1], language)}</td>
                  </tr>
                  <tr>
                    <th scope="row">{t('standing.axis')}</th>
                    <td className="number">{formatCount(view.effectiveN, language)}</td>
                  </tr>
                </tbody>
              </table>
            </div>
          </details>
          <SaveChart
            words={{ title, units: t('standing.lead', { units: formatCount(view.units, language) }), source }}
            {...saveTexts(t)}
            language={language}
          />
        </figure>
      )}
    </section>
  )
}
