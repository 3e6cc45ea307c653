import type { Metadata } from 'next'
import { formatDate } from '@/lib/format/dates.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireWaves } from '@/lib/server/session/require-waves.ts'
import { listWaves } from '@/lib/server/waves/list-waves.ts'
import { Table } from '../../../_components/waves/table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.title') }
}

export default async function WavesPage() {
  const { scope, runs } = await requireWaves()
  const language = await readLanguage()
  const t = translator(language)
  const waves = await listWaves(scope)
  const day = (iso: string | null) => (iso === null ? '–' : formatDate(iso, language))
  const head = ['code', 'name', 'status', 'answers', 'opens', 'closes'] as const
  return (
    <main className="page" id="content">
      <h1>{t('wave.title')}</h1>
      <p className="lead">{t('wave.lead')}</p>
      {!runs && <p className="quiet">{t('wave.readOnly')}</p>}
      <ul className="links">
        {runs && (
          <li>
            <a href="/staff/waves/new">{t('wave.new')}</a>
          </li>
        )}
        <li>
          <a href="/staff/waves/compare">{t('wave.compareSnapshots')}</a>
        </li>
      </ul>
      {waves.length === 0 ? (
        <p>{t('wave.none')}</p>
      ) : (
        <Table label={t('wave.title')} head={head.map((name) => t(`wave.column.${name}`))} hideCaption>
          {waves.map((wave) => (
            <tr key={wave.code}>
              <td className="number">{wave.code}</td>
              <th scope="row">
                <a href={`/staff/waves/${wave.code}`}>{wave.name}</a>
              </th>
              <td>
                {t(`wave.status.${wave.status}`)} {wave.published && <span className="mark">{t('wave.published')}</span>}
              </td>
              <td className="number">{formatCount(wave.answers, language)}</td>
              <td className="number">{day(wave.opensAt)}</td>
              <td className="number">{day(wave.closesAt)}</td>
            </tr>
          ))}
        </Table>
      )}
    </main>
  )
}
