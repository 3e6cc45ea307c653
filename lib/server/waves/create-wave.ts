import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Instrument } from '@/lib/instruments/index.ts'
import type { Scope } from '../scope.ts'
import { freezeInstrument } from './freeze-instrument.ts'

export type NewWave = {
  /** "2024": the year, as pages name it */
  readonly code: string
  readonly name: string
  /** Asked in this wave; at most one version of an instrument. */
  readonly instruments: readonly Instrument[]
}

/** Makes a draft wave with its instruments frozen, and returns its id. */
export const createWave = async (client: pg.ClientBase, scope: Scope, wave: NewWave): Promise<string> => {
  const id = randomUUID()
  await client.query(`insert into wave (commune_id, id, code, name, status) values ($1, $2, $3, $4, 'draft')`, [
    scope.communeId,
    id,
    wave.code,
    wave.name,
  ])
  for (const instrument of wave.instruments)
    await client.query(`insert into wave_instrument (commune_id, wave_id, instrument, instrument_version_id) values ($1, $2, $3, $4)`, [
      scope.communeId,
      id,
      instrument.id,
      await freezeInstrument(client, scope, instrument),
    ])
  return id
}
