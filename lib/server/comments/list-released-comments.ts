import { forScope } from '../db.ts'
import { env } from '../env.ts'
import { hmac } from '../hash.ts'
import { dayInVietnam } from '../responses/day-in-vietnam.ts'
import type { Scope } from '../scope.ts'

/** A released comment as everybody but the officer reads it: what was released, and nothing of what was written or when. */
export type ReleasedComment = {
  readonly id: string
  readonly wave: string
  /** Code of the unit that answers. */
  readonly unit: string
  readonly text: string
  readonly answer: string | null
}

/**
 * Released comments that may be shown, of the units in the scope and of one wave and unit where these are given (by code). The order is a
 * keyed hash of the id and of today: it tells nothing, and it is another one tomorrow.
 */
export const listReleasedComments = async (
  scope: Scope,
  now: Date,
  { wave, unit }: { readonly wave?: string; readonly unit?: string } = {},
): Promise<readonly ReleasedComment[]> => {
  const rows = await forScope(
    scope,
    (tx) => tx.$queryRaw<ReleasedComment[]>`
      select r.comment_id::text as id, w.code as wave, u.code as unit, r.released_text as text, r.answer
        from comment_review r
        join wave w on w.commune_id = r.commune_id and w.id = r.wave_id
        join unit u on u.commune_id = r.commune_id and u.id = r.unit_id
       where r.commune_id = ${scope.communeId}::uuid and r.shown and r.status in ('released', 'redacted')
         and (${wave ?? null}::text is null or w.code = ${wave ?? null})
         and (${unit ?? null}::text is null or u.code = ${unit ?? null})`,
  )
  const day = dayInVietnam(now)
  const keyed = rows.map((row) => ({ row, key: hmac(env().SUBMISSION_KEY, 'order of comments', `${day} ${row.id}`) }))
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ row }) => row)
}
