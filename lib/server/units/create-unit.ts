import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Scope } from '../scope.ts'
import type { UnitKind } from './unit-kinds.ts'

export type NewUnit = { readonly code: string; readonly kind: UnitKind; readonly name: string }

/** Adds a unit to the scope's commune and returns its id. A code that is taken is refused by the database. */
export const createUnit = async (client: pg.ClientBase, scope: Scope, unit: NewUnit): Promise<string> => {
  const id = randomUUID()
  await client.query(`insert into unit (commune_id, id, code, kind, name) values ($1, $2, $3, $4::unit_kind, $5)`, [
    scope.communeId,
    id,
    unit.code,
    unit.kind,
    unit.name.normalize('NFC'),
  ])
  return id
}
