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
  /** Absent = the design's. */
  readonly thresholds?: { readonly minimumCell: number; readonly minimumComments: number; readonly minimumEffective: number }
}

/** Makes a draft wave with its instruments frozen, and returns its id. */
export const createWave = async (client: pg.ClientBase, scope: Scope, wave: NewWave): Promise<string> => {
  const id = randomUUID()
  const { minimumCell = 5, minimumComments = 10, minimumEffective = 30 } = wave.thresholds ?? {}
  await client.query(
    `insert into wave (commune_id, id, code, name, status, minimum_cell, minimum_comments, minimum_effective) values ($1, $2, $3, $4, 'draft', $5, $6, $7)`,
    [scope.communeId, id, wave.code, wave.name, minimumCell, minimumComments, minimumEffective],
  )
  await askInstruments(client, scope, id, wave.instruments)
  return id
}

/** Freezes instruments and has a draft wave ask them. */
export const askInstruments = async (
  client: pg.ClientBase,
  scope: Scope,
  waveId: string,
  instruments: readonly Instrument[],
): Promise<void> => {
  for (const instrument of instruments)
    await client.query(`insert into wave_instrument (commune_id, wave_id, instrument, instrument_version_id) values ($1, $2, $3, $4)`, [
      scope.communeId,
      waveId,
      instrument.id,
      await freezeInstrument(client, scope, instrument),
    ])
}
