import type { UnitScoresView } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { trendRows } from '../charts/chart-rows.ts'
import { IntervalChart } from '../charts/interval-chart.tsx'
import { SaveChart } from '../charts/save-chart.tsx'
import { saveTexts } from '../charts/save-texts.ts'
import { FigureCell } from './figure-cell.tsx'

type Props = { readonly trend: UnitScoresView['trend']; readonly language: Language; readonly source: string }

/** The headline of each wave, each as its own snapshot has it, with the table twin. */
export function Trend({ trend, language, source }: Props) {
  const t = translator(language)
  return (
    <section data-chart>
      <h2>{t('unit.trend')}</h2>
      <p>{t('unit.trendLead')}</p>
      <IntervalChart rows={trendRows(trend, language)} scale={[1, 10]} title={t('unit.trend')} loading={t('chart.loading')} />
      <details>
        <summary>{t('commune.table')}</summary>
        <div className="inside">
          <table>
            <tbody>
              {trend.map(({ wave, figure }) => (
                <tr key={wave}>
                  <th scope="row">{t('column.score', { wave })}</th>
                  <FigureCell figure={figure} language={language} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <SaveChart words={{ title: t('unit.trend'), units: t('unit.trendLead'), source }} {...saveTexts(t)} language={language} />
    </section>
  )
}
