import { forScopeRaw } from '../db.ts'
import type { Scope } from '../scope.ts'
import { findWave, type WaveStatus } from './find-wave.ts'
import { type PointLine, readPoints } from './load-points.ts'
import type { WaveAct } from './note-event.ts'

export type WaveView = {
  readonly code: string
  readonly name: string
  readonly status: WaveStatus
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly thresholds: { readonly minimumCell: number; readonly minimumComments: number; readonly minimumEffective: number }
  readonly instruments: readonly { readonly id: string; readonly version: string; readonly hash: string; readonly hasPoint: boolean }[]
  readonly answers: number
  readonly quietPoints: readonly PointLine[]
  /** Units and instruments whose register is not entered. */
  readonly registersMissing: number
  readonly events: readonly { readonly act: WaveAct; readonly at: string; readonly reason: string | null }[]
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/**
 * What the page of a wave says.
 *
 * @throws {AppError} NOT_FOUND
 */
export const loadWave = (scope: Scope, waveCode: string, runs: boolean, now: Date): Promise<WaveView> =>
  forScopeRaw(scope, async (client) => {
    const found = await findWave(client, scope, waveCode)
    const key = [scope.communeId, found.id]
    const { rows: waves } = await client.query<
      Pick<WaveView, 'code' | 'name' | 'status' | 'opensAt' | 'closesAt' | 'answers'> & WaveView['thresholds']
    >(
      `select code, name, status::text, ${iso('opens_at')} as "opensAt", ${iso('closes_at')} as "closesAt", minimum_cell as "minimumCell",
              minimum_comments as "minimumComments", minimum_effective as "minimumEffective",
              (select count(*)::int from response r where r.commune_id = w.commune_id and r.wave_id = w.id) as answers
         from wave w where commune_id = $1 and id = $2`,
      key,
    )
    const { rows: instruments } = await client.query<WaveView['instruments'][number]>(
      `select v.instrument as id, v.version, v.hash,
              exists (select from collection_point p where p.commune_id = a.commune_id and p.instrument = a.instrument and p.active) as "hasPoint"
         from wave_instrument a join instrument_version v on v.commune_id = a.commune_id and v.id = a.instrument_version_id
        where a.commune_id = $1 and a.wave_id = $2 order by v.instrument`,
      key,
    )
    const { rows: missing } = await client.query<{ count: number }>(
      `select count(*)::int as count from wave_instrument a
         join unit u on u.commune_id = a.commune_id
              and u.kind::text = case when a.instrument in ('infrastructure', 'commune-life') then 'commune' else a.instrument end
        where a.commune_id = $1 and a.wave_id = $2 and not exists (
          select from population_margin m where m.commune_id = a.commune_id and m.wave_id = a.wave_id and m.unit_id = u.id and m.instrument = a.instrument)`,
      key,
    )
    const { rows: events } = await client.query<WaveView['events'][number]>(
      `select act, ${iso('at')} as at, reason from wave_event where commune_id = $1 and wave_id = $2 order by number desc`,
      key,
    )
    const [wave] = waves
    if (!wave) throw new Error('a wave that was found is not there')
    const { minimumCell, minimumComments, minimumEffective, ...facts } = wave
    const points = found.status === 'open' ? await readPoints(client, scope, found, runs, now) : []
    return {
      ...facts,
      thresholds: { minimumCell, minimumComments, minimumEffective },
      instruments,
      quietPoints: points.filter(({ quiet }) => quiet),
      registersMissing: missing[0]?.count ?? 0,
      events,
    }
  })
