import { formatDateTime } from '@/lib/format/dates.ts'
import type { Language } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { ActForm } from './act-form.tsx'
import { actTexts } from './act-texts.ts'
import { ReasonField } from './reason-field.tsx'
import { Table } from './table.tsx'

export type ShownSnapshot = {
  readonly id: string
  readonly wave: string
  readonly kind: 'open' | 'closing'
  readonly takenAt: string
  readonly responses: number
  readonly publishedAt: string | null
  readonly withdrawnAt: string | null
  readonly reason: string | null
  readonly inputHash: string
  readonly comparedWith: { readonly wave: string; readonly takenAt: string; readonly withdrawn: boolean } | null
}
type Props = {
  readonly code: string
  readonly snapshots: readonly ShownSnapshot[]
  /** Whether the reader may publish and withdraw. */
  readonly runs: boolean
  readonly closed: boolean
  readonly language: Language
}

/** The snapshots of a wave, the latest first, with what may be done with each. */
export function SnapshotList({ code, snapshots, runs, closed, language }: Props) {
  const t = translator(language)
  const time = (iso: string) => formatDateTime(iso, language)
  const stateOf = ({ publishedAt, withdrawnAt, reason }: ShownSnapshot) =>
    withdrawnAt !== null
      ? t('wave.snapshots.withdrawn', { time: time(withdrawnAt), reason: reason ?? '' })
      : publishedAt !== null
        ? t('wave.snapshots.publishedAt', { time: time(publishedAt) })
        : t('wave.snapshots.unpublished')
  const acting = runs ? snapshots.filter(({ withdrawnAt }) => withdrawnAt === null) : []
  const head = ['taken', 'kind', 'from', 'state'] as const
  return (
    <>
      <Table
        label={t('wave.snapshots.title')}
        head={[...head.map((name) => t(`wave.snapshots.${name}`)), t('wave.column.answers'), t('wave.column.hash')]}
        hideCaption
      >
        {snapshots.map((snapshot) => (
          <tr key={snapshot.id}>
            <th scope="row" className="number">
              {time(snapshot.takenAt)}
            </th>
            <td>{t(`wave.snapshots.kind.${snapshot.kind}`)}</td>
            <td>
              {snapshot.comparedWith
                ? `${snapshot.comparedWith.wave}, ${time(snapshot.comparedWith.takenAt)}`
                : t('wave.snapshots.fromNone')}
              {snapshot.comparedWith?.withdrawn && <span className="small">{t('wave.snapshots.startWithdrawn')}</span>}
            </td>
            <td>{stateOf(snapshot)}</td>
            <td className="number">{formatCount(snapshot.responses, language)}</td>
            <td className="hash">{snapshot.inputHash.slice(0, 12)}</td>
          </tr>
        ))}
      </Table>
      {acting.map((snapshot) => (
        <details key={snapshot.id}>
          <summary>
            {snapshot.kind === 'closing' && snapshot.publishedAt === null && closed
              ? `${t('wave.snapshots.publish')} / ${t('wave.snapshots.withdraw').toLowerCase()}`
              : t('wave.snapshots.withdraw')}
            : {time(snapshot.takenAt)}
          </summary>
          <div className="inside">
            {snapshot.kind === 'closing' && snapshot.publishedAt === null && closed && (
              <>
                <p>{t('wave.snapshots.publishWhy')}</p>
                <ActForm action={`/api/v1/waves/${code}/snapshots/${snapshot.id}`} submit={t('wave.snapshots.publish')} texts={actTexts(t)}>
                  <input type="hidden" name="act" value="publish" />
                </ActForm>
              </>
            )}
            <p>{t('wave.snapshots.withdrawWhy')}</p>
            <ActForm action={`/api/v1/waves/${code}/snapshots/${snapshot.id}`} submit={t('wave.snapshots.withdraw')} texts={actTexts(t)}>
              <input type="hidden" name="act" value="withdraw" />
              <ReasonField id={`reason-${snapshot.id}`} label={t('wave.act.reason')} />
            </ActForm>
          </div>
        </details>
      ))}
    </>
  )
}
