import * as z from 'zod'
import type { Actor } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { forScope } from '../db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { checkOfficer } from './check-officer.ts'

/**
 * Gives a released comment to the unit that is to answer it: from now on that unit reads it, and the one before does not.
 *
 * @throws {AppError} NOT_ALLOWED for anybody but the officer; NOT_FOUND where the comment is not released or the unit is not the commune's
 */
export const assignComment = (scope: Scope, actor: Actor, id: string, unitCode: string): Promise<void> => {
  checkOfficer(scope, actor)
  return forScope(scope, async (tx) => {
    const { communeId } = scope
    const unit = await tx.unit.findUnique({ where: { communeId_code: { communeId, code: unitCode } }, select: { id: true } })
    const changed =
      unit && z.uuid().safeParse(id).success
        ? await tx.commentReview.updateMany({ where: { communeId, commentId: id, releasedText: { not: null } }, data: { unitId: unit.id } })
        : null
    if (!changed?.count) throw new AppError('NOT_FOUND', 'There is no such released comment or unit.')
    await appendAudit(tx, scope, { actor, action: 'comment.assign', subject: { kind: 'comment', id }, detail: { unit: unitCode } })
  })
}
