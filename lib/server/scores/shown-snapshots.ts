import type pg from 'pg'
import type { SnapshotRef } from '@/lib/format/figures.ts'
import type { Scope } from '../scope.ts'

export type Audience = 'staff' | 'public'
export type ShownSnapshot = SnapshotRef & { readonly comparedWith: string | null }

const columns = `w.code as wave, w.name as "waveName", s.id::text as "snapshotId", to_char(s.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "takenAt",
  s.published_at is not null as published, s.kind = 'closing' as closing, s.method_version as "methodVersion", s.input_hash as "inputHash",
  s.responses, s.compared_with::text as "comparedWith"`

/**
 * The snapshot of each wave that a reader is shown, in order of wave: the public the last published one, staff the last closing one or, while
 * there is none, the last open one. A withdrawn snapshot is shown to nobody.
 */
export async function listShownSnapshots(client: pg.ClientBase, scope: Scope, audience: Audience): Promise<readonly ShownSnapshot[]> {
  const { rows } = await client.query<ShownSnapshot>(
    `select distinct on (w.code) ${columns}
       from score_snapshot s join wave w on w.commune_id = s.commune_id and w.id = s.wave_id
      where s.commune_id = $1 and s.withdrawn_at is null and ($2 = 'staff' or s.published_at is not null)
      order by w.code, (s.kind = 'closing') desc, s.taken_at desc, s.id`,
    [scope.communeId, audience],
  )
  return rows
}

/** One snapshot by id, whether it is the last of its wave or not, unless it was withdrawn: the one from which a comparison started. */
export async function findSnapshot(client: pg.ClientBase, scope: Scope, snapshotId: string): Promise<ShownSnapshot | null> {
  const { rows } = await client.query<ShownSnapshot>(
    `select ${columns} from score_snapshot s join wave w on w.commune_id = s.commune_id and w.id = s.wave_id where s.commune_id = $1 and s.id = $2 and s.withdrawn_at is null`,
    [scope.communeId, snapshotId],
  )
  return rows[0] ?? null
}

/** Without what only the loaders need. */
export const refOf = ({ comparedWith: _, ...ref }: ShownSnapshot): SnapshotRef => ref
