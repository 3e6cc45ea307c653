import { forScopeRaw } from '../db.ts'
import type { Scope } from '../scope.ts'
import type { WaveStatus } from './find-wave.ts'

export type ListedWave = {
  readonly code: string
  readonly name: string
  readonly status: WaveStatus
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly answers: number
  /** Instruments with their versions. */
  readonly instruments: readonly { readonly id: string; readonly version: string }[]
  /** Whether figures of it are published. */
  readonly published: boolean
}

/** The commune's waves, the latest first; counts of answers are live. */
export const listWaves = (scope: Scope): Promise<readonly ListedWave[]> =>
  forScopeRaw(scope, async (client) => {
    const { rows } = await client.query<ListedWave>(
      `select w.code, w.name, w.status::text, to_char(w.opens_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "opensAt",
              to_char(w.closes_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "closesAt",
              (select count(*)::int from response r where r.commune_id = w.commune_id and r.wave_id = w.id) as answers,
              coalesce((select jsonb_agg(jsonb_build_object('id', v.instrument, 'version', v.version) order by v.instrument)
                 from wave_instrument a join instrument_version v on v.commune_id = a.commune_id and v.id = a.instrument_version_id
                where a.commune_id = w.commune_id and a.wave_id = w.id), '[]') as instruments,
              exists (select from score_snapshot s where s.commune_id = w.commune_id and s.wave_id = w.id and s.published_at is not null and s.withdrawn_at is null)
                as published
         from wave w where w.commune_id = $1 order by w.code desc`,
      [scope.communeId],
    )
    return rows
  })
