import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { canonicalJson, type Instrument } from '@/lib/instruments/index.ts'
import { AppError } from '../errors.ts'
import { sha256 } from '../hash.ts'
import type { Scope } from '../scope.ts'

/**
 * Keeps an instrument version with the commune, by its SHA-256, and returns its row's id. A version is frozen once:
 * the same content again returns the same row.
 *
 * @throws {AppError} CONFLICT where the version was frozen with other content: a change needs a new version
 */
export const freezeInstrument = async (client: pg.ClientBase, scope: Scope, instrument: Instrument): Promise<string> => {
  const content = canonicalJson(instrument)
  const hash = sha256(content)
  await client.query(
    `insert into instrument_version (commune_id, id, instrument, version, hash, content) values ($1, $2, $3, $4, $5, $6::jsonb)
     on conflict (commune_id, instrument, version) do nothing`,
    [scope.communeId, randomUUID(), instrument.id, instrument.version, hash, content],
  )
  const { rows } = await client.query<{ id: string; hash: string }>(
    `select id::text, hash from instrument_version where commune_id = $1 and instrument = $2 and version = $3`,
    [scope.communeId, instrument.id, instrument.version],
  )
  const [frozen] = rows
  if (frozen?.hash !== hash)
    throw new AppError(
      'CONFLICT',
      `The instrument ${instrument.id} ${instrument.version} is frozen with other content; a change needs a new version.`,
    )
  return frozen.id
}
