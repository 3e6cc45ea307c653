import type pg from 'pg'
import { type Instrument, instrumentSchema } from '@/lib/instruments/index.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import type { UnitKind } from '../units/unit-kinds.ts'

export type WaveUnit = { readonly id: string; readonly code: string; readonly kind: UnitKind; readonly name: string }
export type FrozenInstrument = { readonly versionId: string; readonly hash: string; readonly instrument: Instrument }
export type RegisterMargin = {
  readonly unitId: string
  readonly instrument: string
  readonly variable: string
  readonly category: string
  readonly count: number
}

export type WaveRecord = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly status: 'draft' | 'open' | 'paused' | 'closed'
  readonly minimumCell: number
  readonly minimumEffective: number
  /** In order of unit code. */
  readonly units: readonly WaveUnit[]
  /** In order of instrument. */
  readonly instruments: readonly FrozenInstrument[]
  /** In order of unit, instrument, variable and category. */
  readonly margins: readonly RegisterMargin[]
}

/**
 * What a snapshot needs to know of a wave beside its answers.
 *
 * @throws {AppError} NOT_FOUND where the scope has no such wave
 */
export async function readWave(client: pg.ClientBase, scope: Scope, waveId: string): Promise<WaveRecord> {
  const key = [scope.communeId, waveId]
  const { rows: waves } = await client.query<Omit<WaveRecord, 'units' | 'instruments' | 'margins'>>(
    `select id::text, code, name, status::text, minimum_cell as "minimumCell", minimum_effective as "minimumEffective" from wave where commune_id = $1 and id = $2`,
    key,
  )
  const [wave] = waves
  if (!wave) throw new AppError('NOT_FOUND', 'There is no such wave.')
  const { rows: units } = await client.query<WaveUnit>(
    `select id::text, code, kind::text, name from unit where commune_id = $1 order by code`,
    [scope.communeId],
  )
  const { rows: frozen } = await client.query<{ versionId: string; hash: string; content: unknown }>(
    `select v.id::text as "versionId", v.hash, v.content from wave_instrument w
       join instrument_version v on v.commune_id = w.commune_id and v.id = w.instrument_version_id
      where w.commune_id = $1 and w.wave_id = $2 order by w.instrument`,
    key,
  )
  const { rows: margins } = await client.query<RegisterMargin>(
    `select unit_id::text as "unitId", instrument, variable, category, count from population_margin
      where commune_id = $1 and wave_id = $2 order by unit_id, instrument, variable, category`,
    key,
  )
  const instruments = frozen.map(({ versionId, hash, content }) => ({ versionId, hash, instrument: instrumentSchema.parse(content) }))
  return { ...wave, units, instruments, margins }
}
