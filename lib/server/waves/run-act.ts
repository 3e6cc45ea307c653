import type pg from 'pg'
import type { Actor } from '../audit/actions.ts'
import { cameFirst } from '../audit/append-audit.ts'
import { forScopeRaw } from '../db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'

const TRIES = 5

const isTooEarly = (error: unknown): boolean => cameFirst(error) || (error as { code?: unknown }).code === '40001'

/** One act of staff in one transaction that sees one moment; done again where another act of the commune came first. */
export async function tryAct<T>(scope: Scope, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await forScopeRaw(scope, work)
    } catch (error) {
      if (!isTooEarly(error) || attempt === TRIES) throw error
    }
  }
}

/**
 * The same for what only the officer of the whole commune may do.
 *
 * @throws {AppError} NOT_ALLOWED
 */
export async function runAct<T>(scope: Scope, actor: Actor, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  if (actor.role !== 'officer' || scope.unitIds) throw new AppError('NOT_ALLOWED', 'Waves are run by the officer of the commune.')
  return tryAct(scope, work)
}
