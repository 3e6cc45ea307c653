import { forScope } from '../db.ts'
import { dayInVietnam } from '../responses/day-in-vietnam.ts'
import type { Scope } from '../scope.ts'

/** A released comment that waits for its public answer. `dueOn` counts from the release, in working days, never from when it was written. */
export type AnswerDue = { readonly id: string; readonly unit: string; readonly dueOn: string; readonly isLate: boolean }

/** Comments shown to the units in the scope and not answered yet, the earliest due first. For staff: readers see no date. */
export const listAnswersDue = async (scope: Scope, now: Date): Promise<readonly AnswerDue[]> => {
  const today = dayInVietnam(now)
  const rows = await forScope(
    scope,
    (tx) => tx.$queryRaw<{ id: string; unit: string; dueOn: string }[]>`
      select r.comment_id::text as id, u.code as unit, r.due_on::text as "dueOn"
        from comment_review r join unit u on u.commune_id = r.commune_id and u.id = r.unit_id
       where r.commune_id = ${scope.communeId}::uuid and r.shown and r.answer is null and r.due_on is not null
       order by r.due_on, r.comment_id`,
  )
  return rows.map((row) => ({ ...row, isLate: row.dueOn < today }))
}
