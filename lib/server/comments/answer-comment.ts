import * as z from 'zod'
import { cleanText } from '@/lib/questionnaire/clean-text.ts'
import type { Actor } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { forScope } from '../db.ts'
import { AppError } from '../errors.ts'
import { dayInVietnam } from '../responses/day-in-vietnam.ts'
import type { Scope } from '../scope.ts'
import { detectPersonal } from './detect-personal.ts'

const LONGEST_ANSWER = 2_000

/**
 * Answers a released comment in public ("bạn nói, xã làm"). The officer answers any, a unit's account those assigned to it and shown.
 * An answer can be written anew; the day of the first one stays.
 *
 * @throws {AppError} NOT_ALLOWED for other roles; NOT_FOUND outside the scope; NOT_VALID for an empty or too long answer or one with somebody's
 *   number or address in it
 */
export const answerComment = (scope: Scope, actor: Actor, id: string, answer: string, now: Date): Promise<void> => {
  if (!(actor.role === 'officer' && !scope.unitIds) && !(actor.role === 'unit' && scope.unitIds))
    throw new AppError('NOT_ALLOWED', 'Comments are answered by the officer and by the unit concerned.')
  const text = cleanText(answer)
  if (!text || text.length > LONGEST_ANSWER)
    throw new AppError('NOT_VALID', 'An answer has 1 to 2,000 characters.', [{ path: 'answer', message: 'length' }])
  // A commune's own telephone number may stand in its answer; a citizen's identity card, plate or address may not.
  const kinds = new Set(detectPersonal(text).map(({ kind }) => kind))
  if (kinds.has('identity') || kinds.has('plate'))
    throw new AppError('NOT_VALID', 'The answer seems to tell a person.', [{ path: 'answer', message: 'personal' }])
  return forScope(scope, async (tx) => {
    const { communeId } = scope
    const changed = z.uuid().safeParse(id).success
      ? await tx.$executeRaw`
          update comment_review set answer = ${text}, answered_on = coalesce(answered_on, ${dayInVietnam(now)}::date)
           where commune_id = ${communeId}::uuid and comment_id = ${id}::uuid and released_text is not null`
      : 0
    if (!changed) throw new AppError('NOT_FOUND', 'There is no such released comment.')
    await appendAudit(tx, scope, { actor, action: 'comment.answer', subject: { kind: 'comment', id } })
  })
}
