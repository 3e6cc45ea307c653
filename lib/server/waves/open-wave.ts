import type pg from 'pg'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'

const move = async (
  client: pg.ClientBase,
  scope: Scope,
  waveId: string,
  from: string,
  change: string,
  values: Date[] = [],
): Promise<void> => {
  const { rowCount } = await client.query(
    `update wave set ${change} where commune_id = $1 and id = $2 and status = any ($3::wave_status[])`,
    [scope.communeId, waveId, `{${from}}`, ...values],
  )
  if (rowCount === 0) throw new AppError('CONFLICT', `The wave is not ${from.replaceAll(',', ' or ')}.`)
}

/**
 * Opens a draft wave: from now on it takes answers, and its thresholds stay as they are.
 *
 * @throws {AppError} CONFLICT where it is no draft
 */
export const openWave = (client: pg.ClientBase, scope: Scope, waveId: string, at: Date): Promise<void> =>
  move(client, scope, waveId, 'draft', `status = 'open', opens_at = $4`, [at])

/**
 * Pauses an open wave: citizens are told so, and nothing is taken.
 *
 * @throws {AppError} CONFLICT where it is not open
 */
export const pauseWave = (client: pg.ClientBase, scope: Scope, waveId: string): Promise<void> =>
  move(client, scope, waveId, 'open', `status = 'paused'`)

/**
 * Opens a paused wave again.
 *
 * @throws {AppError} CONFLICT where it is not paused
 */
export const resumeWave = (client: pg.ClientBase, scope: Scope, waveId: string): Promise<void> =>
  move(client, scope, waveId, 'paused', `status = 'open'`)

/**
 * Closes an open or paused wave.
 *
 * @throws {AppError} CONFLICT where it is neither
 */
export const closeWave = (client: pg.ClientBase, scope: Scope, waveId: string, at: Date): Promise<void> =>
  move(client, scope, waveId, 'open,paused', `status = 'closed', closes_at = $4`, [at])

/**
 * Opens a closed wave again, without an end.
 *
 * @throws {AppError} CONFLICT where it is not closed
 */
export const reopenWave = (client: pg.ClientBase, scope: Scope, waveId: string): Promise<void> =>
  move(client, scope, waveId, 'closed', `status = 'open', closes_at = null`)
