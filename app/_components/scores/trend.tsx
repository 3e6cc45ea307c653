import type { UnitScoresView } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { trendRows } from '../charts/chart-rows.ts'
import { IntervalChart } from '../charts/interval-chart.tsx'
import { FigureCell } from './figure-cell.tsx'

/** The headline of each wave, each as its own snapshot has it, with the table twin. */
export function Trend({ trend, language }: { readonly trend: UnitScoresView['trend']; readonly language: Language }) {
  const t = translator(language)
  return (
    <>
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
    </>
  )
}
