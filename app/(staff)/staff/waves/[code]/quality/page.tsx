import type { Metadata } from 'next'
import { formatDate } from '@/lib/format/dates.ts'
import { pick } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { instruments } from '@/lib/instruments/index.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { foundOr404, requireWaves } from '@/lib/server/session/require-waves.ts'
import { loadPoints } from '@/lib/server/waves/load-points.ts'
import { loadWave } from '@/lib/server/waves/load-wave.ts'
import { modeText } from '../../../../../_components/waves/mode-text.ts'
import { Table } from '../../../../../_components/waves/table.tsx'
import { WaveTabs } from '../../../../../_components/waves/wave-tabs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.tab.quality') }
}

export default async function QualityPage({ params }: { params: Promise<{ code: string }> }) {
  const { scope, runs } = await requireWaves()
  const { code } = await params
  const language = await readLanguage()
  const t = translator(language)
  const now = new Date()
  const wave = await foundOr404(loadWave(scope, code, runs, now))
  const points = await loadPoints(scope, code, runs, now)
  const titleOf = (id: string) => {
    const found = instruments.findLast((instrument) => instrument.id === id)
    return found ? pick(found.title, language) : id
  }
  return (
    <main className="page" id="content">
      <WaveTabs code={wave.code} name={wave.name} current="quality" language={language} runs={runs} />
      <h2>{t('wave.quality.title')}</h2>
      <p>{t('wave.quality.lead')}</p>
      {points.length === 0 ? (
        <p>{t('wave.quality.none')}</p>
      ) : (
        <Table
          label={t('wave.quality.title')}
          head={[
            t('wave.quality.unit'),
            t('wave.quality.mode'),
            t('wave.quality.codes'),
            t('wave.column.answers'),
            t('wave.quality.lastDay'),
            t('wave.quality.days'),
          ]}
          hideCaption
        >
          {points.map((point) => (
            <tr key={`${point.unit.code} ${point.instrument} ${point.mode}`}>
              <th scope="row">
                {point.unit.name}
                <span className="small quiet">{titleOf(point.instrument)}</span>
              </th>
              <td>{modeText(t, point.mode)}</td>
              <td className="hash">{point.codes.join(' ') || '–'}</td>
              <td className="number">{point.answers === null ? t('wave.quota.few') : formatCount(point.answers, language)}</td>
              <td>
                {point.lastDay === null ? '–' : formatDate(point.lastDay, language)}
                {point.quiet && <strong className="small">{t('wave.quality.quiet')}</strong>}
              </td>
              <td>
                {point.days.length === 0 ? (
                  '–'
                ) : (
                  <details>
                    <summary>{formatCount(point.days.length, language)}</summary>
                    <ul>
                      {point.days.map(({ day, count }) => (
                        <li key={day}>{t('wave.quality.day', { day: formatDate(day, language), count: formatCount(count, language) })}</li>
                      ))}
                    </ul>
                  </details>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </main>
  )
}
