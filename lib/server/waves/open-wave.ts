import type pg from 'pg'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'

const move = async (client: pg.ClientBase, scope: Scope, waveId: string, from: string, change: string, at: Date): Promise<void> => {
  const { rowCount } = await client.query(
    `update wave set ${change} where commune_id = $1 and id = $2 and status = any ($4::wave_status[])`,
    [scope.communeId, waveId, at, `{${from}}`],
  )
  if (rowCount === 0) throw new AppError('CONFLICT', `The wave is not ${from.replaceAll(',', ' or ')}.`)
}

/**
 * Opens a draft wave: from now on it takes answers, and its thresholds stay as they are.
 *
 * @throws {AppError} CONFLICT where it is no draft
 */
export const openWave = (client: pg.ClientBase, scope: Scope, waveId: string, at: Date): Promise<void> =>
  move(client, scope, waveId, 'draft', `status = 'open', opens_at = $3`, at)

/**
 * Closes an open or paused wave.
 *
 * @throws {AppError} CONFLICT where it is neither
 */
export const closeWave = (client: pg.ClientBase, scope: Scope, waveId: string, at: Date): Promise<void> =>
  move(client, scope, waveId, 'open,paused', `status = 'closed', closes_at = $3`, at)
