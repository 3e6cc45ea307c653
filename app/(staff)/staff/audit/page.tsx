import type { Metadata } from 'next'
import * as z from 'zod'
import { formatDateTime } from '@/lib/format/dates.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { loadTrail } from '@/lib/server/audit/load-trail.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireWaves } from '@/lib/server/session/require-waves.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'
import { Table } from '../../../_components/waves/table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('audit.title') }
}

const AT_ONCE = 50
const querySchema = z.object({
  before: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
  check: z.literal('1').optional().catch(undefined),
})

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Who did what, when: for those who read the whole commune. */
export default async function AuditPage({ searchParams }: Props) {
  const { scope } = await requireWaves()
  const { role } = await requireStaff()
  const { before, check } = querySchema.parse(await searchParams)
  const language = await readLanguage()
  const t = translator(language)
  const trail = await loadTrail(scope, role, { limit: AT_ONCE, check: check === '1', ...(before && { before }) })
  const last = trail.events.at(-1)
  const count = (n: number) => formatCount(n, language)
  const detailOf = (detail: Readonly<Record<string, unknown>>) =>
    Object.entries(detail)
      .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
      .join('; ')
  return (
    <main className="page" id="content">
      <h1>{t('audit.title')}</h1>
      <p className="lead">{t('audit.lead')}</p>
      {trail.check === null ? (
        <p>{t('audit.heads', { heads: count(trail.heads) })}</p>
      ) : trail.check.faults.length === 0 ? (
        <p role="status">{t('audit.whole', { events: count(trail.check.events), heads: count(trail.heads) })}</p>
      ) : (
        <div className="alert" role="alert">
          <p>
            <strong>{t('audit.broken')}</strong>
          </p>
          <ul>
            {trail.check.faults.slice(0, 20).map(({ sequence, fault, day }) => (
              <li
                key={`${sequence} ${fault} ${day ?? ''}`}
              >{`${t('audit.event', { n: String(sequence) })}: ${t(`audit.fault.${fault}`)}`}</li>
            ))}
          </ul>
        </div>
      )}
      <ul className="links">
        <li>
          <a href="/staff/audit?check=1">{t('audit.check')}</a>
        </li>
        <li>
          <a href="/api/v1/audit/heads" download>
            {t('audit.download')}
          </a>
        </li>
      </ul>
      {trail.events.length === 0 ? (
        <p className="quiet">{t('audit.none')}</p>
      ) : (
        <Table
          label={t('audit.title')}
          head={(['when', 'who', 'what', 'on', 'more'] as const).map((name) => t(`audit.column.${name}`))}
          hideCaption
        >
          {trail.events.map(({ sequence, at, actor, actorName, action, subject, detail, reason }) => (
            <tr key={sequence}>
              <td className="number">{formatDateTime(at, language)}</td>
              <td>
                {actor.role === 'program' ? t('audit.program') : (actorName ?? t('audit.gone'))}
                {actor.role !== 'program' && <span className="small quiet">{t(`role.${actor.role}`)}</span>}
              </td>
              <th scope="row">{t(`audit.action.${action}`)}</th>
              <td className="small">{subject.id}</td>
              <td className="small">
                {reason !== undefined && <q>{reason}</q>} {detailOf(detail)}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {trail.more && last && (
        <p>
          <a href={`/staff/audit?before=${last.sequence}`}>{t('audit.earlier')}</a>
        </p>
      )}
    </main>
  )
}
