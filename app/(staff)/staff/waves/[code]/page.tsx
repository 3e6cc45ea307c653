import type { Metadata } from 'next'
import { formatDateTime } from '@/lib/format/dates.ts'
import { pick } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { instruments } from '@/lib/instruments/index.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { foundOr404, requireWaves } from '@/lib/server/session/require-waves.ts'
import { loadWave } from '@/lib/server/waves/load-wave.ts'
import { modeText } from '../../../../_components/waves/mode-text.ts'
import { StatusActs } from '../../../../_components/waves/status-acts.tsx'
import { Table } from '../../../../_components/waves/table.tsx'
import { WaveTabs } from '../../../../_components/waves/wave-tabs.tsx'

const GRACE_MS = 2 * 60 * 60 * 1000

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.title') }
}

export default async function WavePage({ params }: { params: Promise<{ code: string }> }) {
  const { scope, runs } = await requireWaves()
  const { code } = await params
  const now = new Date()
  const wave = await foundOr404(loadWave(scope, code, runs, now))
  const language = await readLanguage()
  const t = translator(language)
  const time = (iso: string) => formatDateTime(iso, language)
  const titleOf = (id: string) => {
    const found = instruments.findLast((instrument) => instrument.id === id)
    return found ? pick(found.title, language) : id
  }
  const graceEnd = wave.status === 'closed' && wave.closesAt !== null ? new Date(Date.parse(wave.closesAt) + GRACE_MS) : null
  const notices = [
    ...(graceEnd && graceEnd > now ? [t('wave.grace', { time: time(graceEnd.toISOString()) })] : []),
    ...wave.quietPoints.map(({ unit, mode, codes }) =>
      t('wave.notice.quiet', { unit: unit.name, mode: modeText(t, mode), codes: codes.join(', ') }),
    ),
    ...(wave.registersMissing > 0 ? [t('wave.notice.registers', { count: formatCount(wave.registersMissing, language) })] : []),
    ...(wave.status === 'closed' ? [] : wave.instruments.filter(({ hasPoint }) => !hasPoint)).map(({ id }) =>
      t('wave.notice.noPoint', { instrument: titleOf(id) }),
    ),
  ]
  const facts = [
    t('wave.overview.status', { status: t(`wave.status.${wave.status}`) }),
    ...(wave.opensAt === null ? [] : [t('wave.overview.opened', { time: time(wave.opensAt) })]),
    ...(wave.closesAt === null ? [] : [t('wave.overview.closed', { time: time(wave.closesAt) })]),
    t('wave.overview.answers', { count: formatCount(wave.answers, language) }),
  ]
  const { minimumCell, minimumComments, minimumEffective } = wave.thresholds
  return (
    <main className="page" id="content">
      <WaveTabs code={wave.code} name={wave.name} current="overview" language={language} runs={runs} />
      <p className="lead">{facts.join(' · ')}</p>

      <h2>{t('wave.overview.notices')}</h2>
      {notices.length === 0 ? (
        <p className="quiet">{t('wave.overview.noNotices')}</p>
      ) : (
        <ul className="sentences">
          {notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}

      {runs && <StatusActs code={wave.code} status={wave.status} language={language} />}

      <h2>{t('wave.overview.asks')}</h2>
      <Table
        label={t('wave.overview.asks')}
        head={[t('wave.form.instruments'), t('wave.column.version'), t('wave.column.hash')]}
        hideCaption
      >
        {wave.instruments.map(({ id, version, hash }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`/staff/instruments/${id}/${version}`}>{titleOf(id)}</a>
            </th>
            <td className="number">{version}</td>
            <td className="hash">{hash.slice(0, 12)}</td>
          </tr>
        ))}
      </Table>
      <h2>{t('wave.overview.thresholds')}</h2>
      <p>{t('wave.thresholds', { cell: String(minimumCell), comments: String(minimumComments), effective: String(minimumEffective) })}</p>

      <h2>{t('wave.overview.history')}</h2>
      {wave.events.length === 0 ? (
        <p className="quiet">{t('wave.overview.noHistory')}</p>
      ) : (
        <ul>
          {wave.events.map(({ act, at, reason }) => (
            <li key={`${at} ${act}`}>
              {time(at)}: {t(`wave.event.${act}`)}
              {reason === null ? '' : ` (${reason})`}
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}
