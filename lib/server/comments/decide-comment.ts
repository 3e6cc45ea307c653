import * as z from 'zod'
import { cleanText } from '@/lib/questionnaire/clean-text.ts'
import type { Actor, AuditAction, AuditDetail } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { forScope, type Transaction } from '../db.ts'
import { AppError } from '../errors.ts'
import { dayInVietnam } from '../responses/day-in-vietnam.ts'
import type { Scope } from '../scope.ts'
import { checkOfficer } from './check-officer.ts'
import { detectPersonal } from './detect-personal.ts'
import { showReleased } from './show-released.ts'
import { addWorkingDays } from './working-days.ts'

/** Working days in which a released comment is to be answered. */
const ANSWER_WITHIN = 10

/** Why a comment is shortened or kept back: a closed list, so that nothing of the comment can slip into the reason. */
export const decisionReasons = [
  'personal-data',
  'insult',
  'complaint-or-denunciation',
  'not-about-service',
  'advertising',
  'repeated',
  'empty',
] as const
export const decisionReasonSchema = z.enum(decisionReasons)
export type DecisionReason = z.infer<typeof decisionReasonSchema>

export type Decided = {
  /** False while it waits until others can be shown together with it. */
  readonly shown: boolean
}

type Comment = { readonly id: string; readonly waveId: string; readonly unitId: string; readonly text: string }
type Decision = {
  readonly status: 'released' | 'redacted' | 'rejected'
  readonly action: AuditAction
  readonly text: (comment: Comment) => string | null
  readonly reason: DecisionReason | null
  readonly detail?: AuditDetail
}

const uuid = z.uuid()

const commentOf = async (tx: Transaction, scope: Scope, id: string): Promise<Comment> => {
  const comment = uuid.safeParse(id).success
    ? await tx.comment.findUnique({
        where: { communeId_id: { communeId: scope.communeId, id } },
        select: { id: true, waveId: true, unitId: true, text: true },
      })
    : null
  if (!comment) throw new AppError('NOT_FOUND', 'There is no such comment.')
  return comment
}

/** A text on its way to readers holds no number and no address, unless the officer says that it may. */
const checkFinds = (text: string, despiteFinds: boolean): void => {
  const kinds = new Set(detectPersonal(text).map(({ kind }) => kind))
  kinds.delete('name')
  if (kinds.size && !despiteFinds)
    throw new AppError(
      'NOT_VALID',
      'The text seems to tell a person: redact it.',
      [...kinds].map((kind) => ({ path: 'text', message: kind })),
    )
}

const decide = (scope: Scope, actor: Actor, id: string, now: Date, decision: Decision): Promise<Decided> => {
  checkOfficer(scope, actor)
  return forScope(scope, async (tx) => {
    const comment = await commentOf(tx, scope, id)
    const text = decision.text(comment)
    const today = dayInVietnam(now)
    const due = addWorkingDays(today, ANSWER_WITHIN)
    // A comment that was visible stays so when it is shortened; the deadline counts from the first release. Rejecting takes all of it back.
    await tx.$executeRaw`
      insert into comment_review as r (commune_id, comment_id, wave_id, unit_id, status, released_text, reason, released_on, due_on)
      values (${scope.communeId}::uuid, ${id}::uuid, ${comment.waveId}::uuid, ${comment.unitId}::uuid, ${decision.status}, ${text}, ${decision.reason},
              case when ${text}::text is not null then ${today}::date end, case when ${text}::text is not null then ${due}::date end)
      on conflict (commune_id, comment_id) do update set
        status = excluded.status, released_text = excluded.released_text, reason = excluded.reason,
        released_on = case when excluded.released_text is not null then coalesce(r.released_on, excluded.released_on) end,
        due_on = case when excluded.released_text is not null then coalesce(r.due_on, excluded.due_on) end,
        shown = r.shown and excluded.released_text is not null,
        answer = case when excluded.released_text is not null then r.answer end,
        answered_on = case when excluded.released_text is not null then r.answered_on end`
    if (text !== null) await showReleased(tx, scope, comment.waveId, comment.unitId)
    const review = await tx.commentReview.findUnique({
      where: { communeId_commentId: { communeId: scope.communeId, commentId: id } },
      select: { shown: true },
    })
    await appendAudit(tx, scope, {
      actor,
      action: decision.action,
      subject: { kind: 'comment', id },
      detail: { ...decision.detail, ...(decision.reason ? { reason: decision.reason } : {}) },
    })
    return { shown: review?.shown === true }
  })
}

/**
 * Releases a comment as its citizen wrote it.
 *
 * @throws {AppError} NOT_ALLOWED for anybody but the officer; NOT_FOUND; NOT_VALID with the kinds found in it where the text holds a number, an
 *   address or a plate and `despiteFinds` does not say that this is nobody's (a hotline)
 */
export const releaseComment = (scope: Scope, actor: Actor, id: string, now: Date, { despiteFinds = false } = {}): Promise<Decided> =>
  decide(scope, actor, id, now, {
    status: 'released',
    action: 'comment.release',
    reason: null,
    detail: { despiteFinds },
    text: (comment) => {
      checkFinds(comment.text, despiteFinds)
      return comment.text
    },
  })

/**
 * Releases a comment in the officer's wording, without what tells a person. The comment itself stays as it was written.
 *
 * @throws {AppError} NOT_ALLOWED, NOT_FOUND, NOT_VALID as `releaseComment`, and NOT_VALID for an empty or longer text
 */
export const redactComment = (
  scope: Scope,
  actor: Actor,
  id: string,
  now: Date,
  { text, reason, despiteFinds = false }: { readonly text: string; readonly reason: DecisionReason; readonly despiteFinds?: boolean },
): Promise<Decided> =>
  decide(scope, actor, id, now, {
    status: 'redacted',
    action: 'comment.redact',
    reason: decisionReasonSchema.parse(reason),
    detail: { despiteFinds },
    text: (comment) => {
      const shorter = cleanText(text)
      if (!shorter || shorter.length > comment.text.length + 100)
        throw new AppError('NOT_VALID', 'A redacted comment is neither empty nor much longer than the comment.', [
          { path: 'text', message: 'length' },
        ])
      checkFinds(shorter, despiteFinds)
      return shorter
    },
  })

/**
 * Keeps a comment back, or takes a released one back, with its answer.
 *
 * @throws {AppError} NOT_ALLOWED, NOT_FOUND
 */
export const rejectComment = (
  scope: Scope,
  actor: Actor,
  id: string,
  now: Date,
  { reason }: { readonly reason: DecisionReason },
): Promise<Decided> =>
  decide(scope, actor, id, now, {
    status: 'rejected',
    action: 'comment.reject',
    reason: decisionReasonSchema.parse(reason),
    text: () => null,
  })
