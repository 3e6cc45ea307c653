import type pg from 'pg'
import { forScopeRaw } from '../db.ts'
import { dayInVietnam } from '../responses/day-in-vietnam.ts'
import { hideSmallCounts } from '../sampling/hide-small-counts.ts'
import type { Scope } from '../scope.ts'
import { findWave, type WaveStatus } from './find-wave.ts'

/** Days with fewer answers are not told apart, to nobody. */
const LEAST_A_DAY = 5
const QUIET_DAYS = 30

export type PointLine = {
  readonly unit: { readonly code: string; readonly name: string }
  readonly instrument: string
  readonly mode: string
  /** Active codes of this unit, instrument and mode; none for imports and for what is no longer in use. */
  readonly codes: readonly string[]
  /** Null = under five, for readers who do not run the wave. */
  readonly answers: number | null
  readonly lastDay: string | null
  /** Days with at least five answers. */
  readonly days: readonly { readonly day: string; readonly count: number }[]
  /** In use for a month or more while the wave is open, and nobody answered for as long. */
  readonly quiet: boolean
}

type Row = { readonly unit: string; readonly unitName: string; readonly instrument: string; readonly mode: string }
type DayRow = Row & { readonly day: string; readonly count: number }
type PointRow = Row & { readonly code: string; readonly since: string }

/** Answers by collection point: by unit, instrument and mode, since an answer does not hold the code that was scanned. */
export const loadPoints = (scope: Scope, waveCode: string, runs: boolean, now: Date): Promise<readonly PointLine[]> =>
  forScopeRaw(scope, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    return readPoints(client, scope, wave, runs, now)
  })

/** The same within the caller's transaction. */
export async function readPoints(
  client: pg.ClientBase,
  scope: Scope,
  wave: { readonly id: string; readonly status: WaveStatus },
  runs: boolean,
  now: Date,
): Promise<readonly PointLine[]> {
  const { rows: days } = await client.query<DayRow>(
    `select u.code as unit, u.name as "unitName", v.instrument, r.mode, r.day, r.count
       from (select unit_id, instrument_version_id, mode::text, to_char(day, 'YYYY-MM-DD') as day, count(*)::int as count
               from response where commune_id = $1 and wave_id = $2 group by unit_id, instrument_version_id, mode, response.day) r
       join unit u on u.commune_id = $1 and u.id = r.unit_id
       join instrument_version v on v.commune_id = $1 and v.id = r.instrument_version_id`,
    [scope.communeId, wave.id],
  )
  const { rows: points } = await client.query<PointRow>(
    `select u.code as unit, u.name as "unitName", p.instrument, p.mode::text, p.code,
            to_char(greatest(p.created_at, w.opens_at) at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as since
       from collection_point p
       join unit u on u.commune_id = p.commune_id and u.id = p.unit_id
       join wave w on w.commune_id = p.commune_id and w.id = $2
       join wave_instrument a on a.commune_id = w.commune_id and a.wave_id = w.id and a.instrument = p.instrument
      where p.commune_id = $1 and p.active order by p.code`,
    [scope.communeId, wave.id],
  )
  const keyOf = ({ unit, instrument, mode }: Row) => [instrument, String(unit.length).padStart(3), unit, mode].join('\n')
  const places = new Map([...days, ...points].map((row) => [keyOf(row), row as Row]))
  const monthAgo = dayInVietnam(new Date(now.getTime() - QUIET_DAYS * 86_400_000))
  return [...places.keys()].sort().map((key): PointLine => {
    const { unit, unitName, instrument, mode } = places.get(key) as Row
    const own = points.filter((point) => keyOf(point) === key)
    const ofDays = days.filter((day) => keyOf(day) === key).sort((a, b) => a.day.localeCompare(b.day))
    const all = ofDays.reduce((sum, { count }) => sum + count, 0)
    const few = hideSmallCounts(
      ofDays.map(({ count }) => count),
      LEAST_A_DAY,
    )
    const told = runs || all === 0 || all >= LEAST_A_DAY
    const lastDay = ofDays.at(-1)?.day ?? null
    const since = own.map((point) => point.since).sort()[0]
    return {
      unit: { code: unit, name: unitName },
      instrument,
      mode,
      codes: own.map(({ code }) => code),
      answers: told ? all : null,
      lastDay: told ? lastDay : null,
      days: ofDays.flatMap(({ day, count }, at) => (few.has(at) ? [] : [{ day, count }])),
      quiet: wave.status === 'open' && since !== undefined && since <= monthAgo && (lastDay === null || lastDay <= monthAgo),
    }
  })
}
