import type { UnitScoresView } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { formatCount, formatShare } from '@/lib/format/numbers.ts'
import { emptyPlaceWords } from '@/lib/format/refusal-words.ts'
import { translator } from '@/lib/format/translate.ts'
import { SaveChart } from '../charts/save-chart.tsx'
import { saveTexts } from '../charts/save-texts.ts'
import { StackedBar } from '../charts/stacked-bar.tsx'

type Props = { readonly lines: UnitScoresView['distributions']; readonly language: Language; readonly source: string }

/** How people answered, item by item: a stacked bar, its shares in words, those who do not know beside it. */
export function Distributions({ lines, language, source }: Props) {
  const t = translator(language)
  if (lines.length === 0) return <p>{t('unit.distributionsNone')}</p>
  return (
    <>
      <p>{t('unit.distributionsLead')}</p>
      {lines.map((line) => (
        <div className="distribution" key={line.item} data-chart>
          <h3>{pick(line.text, language)}</h3>
          {line.refused ? (
            <p className="quiet small">{t('unit.noShares', { reason: emptyPlaceWords(line.refused, line.respondents, language) })}</p>
          ) : (
            <>
              <StackedBar shares={line.shares} language={language} label={pick(line.text, language)} />
              <p className="small quiet">
                {t('unit.respondents', { count: formatCount(line.respondents, language) })}
                {line.dontKnowShare !== null && <> · {t('unit.dontKnow', { share: formatShare(line.dontKnowShare, language) })}</>}
              </p>
              <SaveChart
                words={{
                  title: pick(line.text, language),
                  units: t('unit.respondents', { count: formatCount(line.respondents, language) }),
                  source,
                }}
                {...saveTexts(t)}
                language={language}
                rows={line.shares.map(({ label, share }) => [pick(label, language), formatShare(share, language)])}
              />
            </>
          )}
        </div>
      ))}
      <DistributionTable lines={lines} language={language} />
    </>
  )
}

/** The table twin of the bars. */
function DistributionTable({ lines, language }: Omit<Props, 'source'>) {
  const t = translator(language)
  return (
    <details>
      <summary>{t('commune.table')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard */}
      <section className="table-frame inside" tabIndex={0} aria-label={t('commune.table')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('column.name')}</th>
              <th scope="col">{t('column.answer')}</th>
              <th scope="col">{t('column.share')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.flatMap((line) =>
              line.shares.map(({ code, label, share }) => (
                <tr key={`${line.item} ${code}`}>
                  <th scope="row">{pick(line.text, language)}</th>
                  <td>{pick(label, language)}</td>
                  <td className="number">{formatShare(share, language)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </section>
    </details>
  )
}
