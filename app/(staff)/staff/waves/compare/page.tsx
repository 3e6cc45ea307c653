import type { Metadata } from 'next'
import { formatDateTime } from '@/lib/format/dates.ts'
import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireWaves } from '@/lib/server/session/require-waves.ts'
import { type ListedSnapshot, listSnapshots } from '@/lib/server/waves/list-snapshots.ts'
import { loadSnapshotComparison } from '@/lib/server/waves/load-snapshot-comparison.ts'
import { SnapshotSides } from '../../../../_components/waves/snapshot-sides.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.compare.title') }
}

type Props = { searchParams: Promise<{ from?: string | string[]; to?: string | string[] }> }

export default async function CompareSnapshotsPage({ searchParams }: Props) {
  const { scope } = await requireWaves()
  const query = await searchParams
  const language = await readLanguage()
  const t = translator(language)
  const snapshots = (await listSnapshots(scope)).filter(({ withdrawnAt }) => withdrawnAt === null)
  const time = (iso: string) => formatDateTime(iso, language)
  const labelOf = ({ wave, takenAt, kind }: ListedSnapshot) =>
    t('wave.compare.label', { wave, time: time(takenAt), kind: t(`wave.snapshots.kind.${kind}`) })
  // What is shown first: the latest snapshot whose changes were computed, else the two latest.
  const latest = snapshots.find(({ comparedWith }) => comparedWith && !comparedWith.withdrawn)
  const toId = String(query.to ?? latest?.id ?? snapshots[0]?.id ?? '')
  const fromId = String(query.from ?? latest?.comparedWith?.id ?? snapshots[1]?.id ?? '')
  const view = snapshots.length < 2 ? null : await loadSnapshotComparison(scope, fromId, toId)
  const sides = [
    ['from', 'compare.from', fromId],
    ['to', 'compare.to', toId],
  ] as const
  return (
    <main className="page" id="content">
      <p className="eyebrow">
        <a href="/staff/waves">{t('wave.title')}</a>
      </p>
      <h1>{t('wave.compare.title')}</h1>
      <p className="lead">{t('wave.compare.lead')}</p>
      {snapshots.length < 2 ? (
        <p>{t('wave.compare.tooFew')}</p>
      ) : (
        <form className="row">
          {sides.map(([name, label, chosen]) => (
            <div className="field" key={name}>
              <label htmlFor={name}>{t(`wave.${label}`)}</label>
              <select id={name} name={name} defaultValue={chosen}>
                {snapshots.map((snapshot) => (
                  <option key={snapshot.id} value={snapshot.id}>
                    {labelOf(snapshot)}
                  </option>
                ))}
              </select>
            </div>
          ))}
          <button type="submit">{t('wave.compare.submit')}</button>
        </form>
      )}
      {snapshots.length >= 2 && !view && <p>{t('wave.compare.gone')}</p>}
      {view && (
        <SnapshotSides
          {...view}
          from={{ ...view.from, label: labelOf(view.from) }}
          to={{ ...view.to, label: labelOf(view.to) }}
          language={language}
        />
      )}
    </main>
  )
}
