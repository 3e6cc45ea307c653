import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as z from 'zod'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { decisionReasons } from '@/lib/server/comments/decide-comment.ts'
import { listAnswersDue } from '@/lib/server/comments/list-answers-due.ts'
import { listCommentsToReview } from '@/lib/server/comments/list-comments-to-review.ts'
import { listReleasedComments } from '@/lib/server/comments/list-released-comments.ts'
import { maskPersonal } from '@/lib/server/comments/mask-personal.ts'
import { commentsInReach } from '@/lib/server/session/comments-reach.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { unitsInReach } from '@/lib/server/session/reach.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'
import { ReleasedComments } from '../../../_components/comments/released-comments.tsx'
import { ReviewItem } from '../../../_components/comments/review-item.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('comments.title') }
}

const AT_ONCE = 25
const statuses = ['new', 'released', 'redacted', 'rejected'] as const
const querySchema = z.object({ status: z.enum(statuses).catch('new'), after: z.uuid().optional().catch(undefined) })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function CommentsPage({ searchParams }: Props) {
  const staff = await requireStaff()
  const reach = commentsInReach(staff) ?? notFound()
  const { status, after } = querySchema.parse(await searchParams)
  const language = await readLanguage()
  const t = translator(language)
  const now = new Date()
  const units = await unitsInReach(staff)
  const nameOf = (code: string) => units.find((unit) => unit.code === code)?.name ?? code
  const due = reach.answers ? await listAnswersDue(reach.scope, now) : []
  const late = due.filter(({ isLate }) => isLate).length
  const found = reach.decides
    ? await listCommentsToReview(reach.scope, reach.actor, { status, limit: AT_ONCE + 1, ...(after && { after }) })
    : []
  const reviewed = found.slice(0, AT_ONCE)
  const released = reach.decides ? [] : await listReleasedComments(reach.scope, now)
  return (
    <main className="page" id="content">
      <h1>{t('comments.title')}</h1>
      <p className="lead">{t(reach.decides ? 'comments.leadOfficer' : 'comments.lead')}</p>
      {due.length > 0 && (
        <p>
          <strong>{t('comments.dueCount', { count: formatCount(due.length, language), late: formatCount(late, language) })}</strong>
        </p>
      )}
      {reach.decides ? (
        <>
          <nav className="tabs" aria-label={t('comments.tabs')}>
            <ul>
              {statuses.map((each) => (
                <li key={each}>
                  <a href={`/staff/comments?status=${each}`} {...(each === status ? { 'aria-current': 'page' as const } : {})}>
                    {t(`comments.status.${each}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {reviewed.length === 0 && <p className="quiet">{t('comments.noneHere')}</p>}
          <ul className="comments">
            {reviewed.map((comment) => (
              <ReviewItem
                key={comment.id}
                comment={{ ...comment, proposal: maskPersonal(comment.text, comment.finds) }}
                units={units}
                reasons={decisionReasons}
                language={language}
              />
            ))}
          </ul>
          {found.length > AT_ONCE && (
            <p>
              <a href={`/staff/comments?status=${status}&after=${reviewed.at(-1)?.id}`}>{t('comments.more')}</a>
            </p>
          )}
        </>
      ) : (
        <ReleasedComments
          comments={released.map(({ unit, wave, ...comment }) => ({ ...comment, place: `${nameOf(unit)}, ${wave}` }))}
          answers={reach.answers}
          language={language}
        />
      )}
    </main>
  )
}
