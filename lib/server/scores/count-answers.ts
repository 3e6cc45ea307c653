import type pg from 'pg'
import type { Scope } from '../scope.ts'

/** Live counts of answers by unit id (villages too, by the answers that name them) and wave code. */
export type AnswerCounts = ReadonlyMap<string, Readonly<Record<string, number>>>

/** Counts are the one thing that is live: they say how many, never what. */
export async function countAnswers(client: pg.ClientBase, scope: Scope): Promise<AnswerCounts> {
  const { rows } = await client.query<{ unitId: string; wave: string; count: number }>(
    `select unit_id::text as "unitId", w.code as wave, sum(count)::int as count
       from (select wave_id, unit_id, count(*) as count from response where commune_id = $1 group by 1, 2
             union all
             select wave_id, village_id, count(*) from response where commune_id = $1 and village_id is not null group by 1, 2) r
       join wave w on w.commune_id = $1 and w.id = r.wave_id
      group by 1, 2`,
    [scope.communeId],
  )
  const counts = new Map<string, Record<string, number>>()
  for (const { unitId, wave, count } of rows) counts.set(unitId, { ...counts.get(unitId), [wave]: count })
  return counts
}
