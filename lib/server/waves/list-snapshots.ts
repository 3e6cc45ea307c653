import type pg from 'pg'
import { forScopeRaw } from '../db.ts'
import type { Scope } from '../scope.ts'

export type ListedSnapshot = {
  readonly id: string
  readonly wave: string
  readonly kind: 'open' | 'closing'
  readonly takenAt: string
  readonly responses: number
  readonly publishedAt: string | null
  readonly withdrawnAt: string | null
  readonly reason: string | null
  readonly methodVersion: string
  readonly inputHash: string
  /** The snapshot from which its changes start. */
  readonly comparedWith: { readonly id: string; readonly wave: string; readonly takenAt: string; readonly withdrawn: boolean } | null
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Every snapshot of the commune, withdrawn ones too, the latest wave first and in it the latest snapshot. */
export const listSnapshots = (scope: Scope): Promise<readonly ListedSnapshot[]> =>
  forScopeRaw(scope, (client) => readSnapshots(client, scope))

/** The same within the caller's transaction. */
export async function readSnapshots(client: pg.ClientBase, scope: Scope): Promise<readonly ListedSnapshot[]> {
  const { rows } = await client.query<ListedSnapshot>(
    `select s.id::text, w.code as wave, s.kind, ${iso('s.taken_at')} as "takenAt", s.responses, ${iso('s.published_at')} as "publishedAt",
            ${iso('s.withdrawn_at')} as "withdrawnAt", s.reason, s.method_version as "methodVersion", s.input_hash as "inputHash",
            case when b.id is not null then jsonb_build_object('id', b.id, 'wave', v.code, 'takenAt', ${iso('b.taken_at')}, 'withdrawn', b.withdrawn_at is not null) end
              as "comparedWith"
       from score_snapshot s
       join wave w on w.commune_id = s.commune_id and w.id = s.wave_id
       left join score_snapshot b on b.commune_id = s.commune_id and b.id = s.compared_with
       left join wave v on v.commune_id = b.commune_id and v.id = b.wave_id
      where s.commune_id = $1 order by w.code desc, s.taken_at desc, s.id`,
    [scope.communeId],
  )
  return rows
}
