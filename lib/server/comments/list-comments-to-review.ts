import type { Actor } from '../audit/actions.ts'
import { forScope } from '../db.ts'
import type { Scope } from '../scope.ts'
import { checkOfficer } from './check-officer.ts'
import { detectPersonal } from './detect-personal.ts'
import type { PersonalSpan } from './personal-span.ts'

export type ReviewStatus = 'new' | 'released' | 'redacted' | 'rejected'

/** A comment as the officer decides on it: the only place where an unreleased text is read. */
export type CommentToReview = {
  readonly id: string
  readonly wave: string
  /** Code of the unit that was rated. */
  readonly unit: string
  readonly instrument: string
  readonly text: string
  /** What seems to tell a person, for the officer's eye. */
  readonly finds: readonly PersonalSpan[]
  readonly status: ReviewStatus
  readonly releasedText: string | null
  readonly reason: string | null
  /** Code of the unit that is to answer. */
  readonly assignedTo: string | null
  readonly dueOn: string | null
  readonly shown: boolean
  readonly answer: string | null
}

type Row = Omit<CommentToReview, 'finds'>

/**
 * Comments of a commune, of one status and a wave (all where none is given), at most `limit`, those after the id `after`. In order of their
 * ids, which are keyed hashes: the list says nothing of when a comment came.
 *
 * @throws {AppError} NOT_ALLOWED for anybody but the officer
 */
export const listCommentsToReview = async (
  scope: Scope,
  actor: Actor,
  {
    status,
    wave,
    after,
    limit = 50,
  }: { readonly status?: ReviewStatus; readonly wave?: string; readonly after?: string; readonly limit?: number } = {},
): Promise<readonly CommentToReview[]> => {
  checkOfficer(scope, actor)
  const rows = await forScope(
    scope,
    (tx) => tx.$queryRaw<Row[]>`
      select c.id::text, w.code as wave, u.code as unit, c.instrument, c.text, coalesce(r.status, 'new') as status, r.released_text as "releasedText",
             r.reason, a.code as "assignedTo", r.due_on::text as "dueOn", coalesce(r.shown, false) as shown, r.answer
        from comment c
        join wave w on w.commune_id = c.commune_id and w.id = c.wave_id
        join unit u on u.commune_id = c.commune_id and u.id = c.unit_id
        left join comment_review r on r.commune_id = c.commune_id and r.comment_id = c.id
        left join unit a on a.commune_id = r.commune_id and a.id = r.unit_id
       where c.commune_id = ${scope.communeId}::uuid
         and (${status ?? null}::text is null or coalesce(r.status, 'new') = ${status ?? null})
         and (${wave ?? null}::text is null or w.code = ${wave ?? null})
         and (${after ?? null}::uuid is null or c.id > ${after ?? null}::uuid)
       order by c.id limit ${Math.min(limit, 500)}`,
  )
  return rows.map((row) => ({ ...row, finds: detectPersonal(row.text) }))
}
