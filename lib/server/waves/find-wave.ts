import type pg from 'pg'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'

export type WaveStatus = 'draft' | 'open' | 'paused' | 'closed'
export type FoundWave = { readonly id: string; readonly code: string; readonly status: WaveStatus }

/** @throws {AppError} NOT_FOUND where the scope has no wave of this code */
export async function findWave(client: pg.ClientBase, scope: Scope, code: string): Promise<FoundWave> {
  const { rows } = await client.query<FoundWave>(`select id::text, code, status::text from wave where commune_id = $1 and code = $2`, [
    scope.communeId,
    code,
  ])
  const [wave] = rows
  if (!wave) throw new AppError('NOT_FOUND', 'There is no such wave.')
  return wave
}
