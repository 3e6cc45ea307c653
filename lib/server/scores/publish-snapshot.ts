import type pg from 'pg'
import { forScopeRaw } from '../db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'

/**
 * Publishes a closing snapshot: from now on citizens see it.
 *
 * @throws {AppError} CONFLICT where it is no closing snapshot of the scope, or was withdrawn
 */
export const publishSnapshot = (scope: Scope, snapshotId: string, at: Date): Promise<void> =>
  forScopeRaw(scope, (client) => publishSnapshotWithin(client, scope, snapshotId, at))

/** The same within the caller's transaction, which must be in the scope. */
export async function publishSnapshotWithin(client: pg.ClientBase, scope: Scope, snapshotId: string, at: Date): Promise<void> {
  const { rowCount } = await client.query(
    `update score_snapshot set published_at = $3 where commune_id = $1 and id = $2 and kind = 'closing' and withdrawn_at is null`,
    [scope.communeId, snapshotId, at],
  )
  if (rowCount === 0) throw new AppError('CONFLICT', 'Only a closing snapshot that was not withdrawn can be published.')
}
