import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { InstrumentId } from '@/lib/instruments/index.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { newCollectionPointCode } from './collection-point-code.ts'
import { kindRatedBy } from './unit-kinds.ts'

export type CollectionMode = 'poster' | 'slip' | 'kiosk' | 'enumerator' | 'paper' | 'import'
export type NewCollectionPoint = { readonly unitId: string; readonly instrument: InstrumentId; readonly mode: CollectionMode }

/**
 * One QR code = one unit, one instrument, one mode. Returns the code.
 *
 * @throws {AppError} NOT_VALID where the instrument does not rate units of this kind, NOT_FOUND where the unit is not in the scope
 */
export const createCollectionPoint = async (client: pg.ClientBase, scope: Scope, point: NewCollectionPoint): Promise<string> => {
  const { rows } = await client.query<{ kind: string }>(`select kind::text from unit where commune_id = $1 and id = $2`, [
    scope.communeId,
    point.unitId,
  ])
  const [unit] = rows
  if (!unit) throw new AppError('NOT_FOUND', 'There is no such unit.')
  if (unit.kind !== kindRatedBy(point.instrument))
    throw new AppError('NOT_VALID', `The instrument ${point.instrument} rates a ${kindRatedBy(point.instrument)}, not a ${unit.kind}.`)
  const code = newCollectionPointCode()
  await client.query(
    `insert into collection_point (commune_id, id, code, unit_id, instrument, mode) values ($1, $2, $3, $4, $5, $6::collection_mode)`,
    [scope.communeId, randomUUID(), code, point.unitId, point.instrument, point.mode],
  )
  return code
}

/**
 * A reprint: the point gets a new code, the old one stays, inactive, and names its successor. Returns the new code.
 *
 * @throws {AppError} NOT_FOUND where the scope has no active point of this code
 */
export const reprintCollectionPoint = async (client: pg.ClientBase, scope: Scope, code: string): Promise<string> => {
  const next = newCollectionPointCode()
  const { rowCount } = await client.query(
    `with old as (
       update collection_point set active = false, replaced_by = $3 where commune_id = $1 and code = $2 and active
       returning unit_id, instrument, mode)
     insert into collection_point (commune_id, id, code, unit_id, instrument, mode) select $1, $4, $3, unit_id, instrument, mode from old`,
    [scope.communeId, code, next, randomUUID()],
  )
  if (rowCount === 0) throw new AppError('NOT_FOUND', 'There is no active collection point with this code.')
  return next
}
