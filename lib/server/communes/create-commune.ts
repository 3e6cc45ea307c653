import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { AppError } from '../errors.ts'
import { mintScope, type Scope, scopeSettings } from '../scope.ts'

export type NewCommune = {
  /** GSO code, e.g. 12265 */
  readonly code: string
  readonly name: string
  readonly provinceCode: string
  readonly provinceName: string
  readonly demo: boolean
}

/** Puts the transaction of `client` into the scope, until the transaction ends or another scope is entered. */
export const enterScope = async (client: pg.ClientBase, scope: Scope): Promise<void> => {
  await client.query(`select set_config('app.commune', $1, true), set_config('app.units', $2, true)`, [...scopeSettings(scope)])
}

/**
 * Makes the tenant and leaves the transaction in its scope.
 *
 * @throws {AppError} CONFLICT where a commune of this code is there already
 */
export const createCommune = async (client: pg.ClientBase, commune: NewCommune): Promise<Scope> => {
  const scope = mintScope(randomUUID())
  await enterScope(client, scope)
  const { rowCount } = await client.query(
    `insert into commune (id, code, name, province_code, province_name, demo) values ($1, $2, $3, $4, $5, $6) on conflict (code) do nothing`,
    [scope.communeId, commune.code, commune.name, commune.provinceCode, commune.provinceName, commune.demo],
  )
  if (rowCount === 0) throw new AppError('CONFLICT', `A commune with the code ${commune.code} is there already.`)
  return scope
}
