import type pg from 'pg'
import type { Transaction } from '../db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import type { AuditEvent } from './actions.ts'
import { eventBody } from './event-body.ts'

const isSerializationFailure = (error: unknown): boolean => {
  const { code, meta, cause } = error as { code?: unknown; meta?: { code?: unknown }; cause?: { originalCode?: unknown } }
  return [code, meta?.code, cause?.originalCode].includes('40001') || code === 'P2034' || /another act came first/.test(String(error))
}

const actCameFirst = { path: 'audit', message: 'act-came-first' } as const

/** True of the error of `appendAudit` after which the act is simply done again. */
export const cameFirst = (error: unknown): boolean => error instanceof AppError && error.issues.includes(actCameFirst)

const append = async (tx: Transaction | pg.ClientBase, communeId: string, body: Buffer): Promise<number | undefined> => {
  if ('$queryRaw' in tx) {
    const rows = await tx.$queryRaw<{ sequence: number }[]>`select append_audit(${communeId}::uuid, ${body}::bytea) as sequence`
    return rows[0]?.sequence
  }
  const { rows } = await tx.query<{ sequence: number }>('select append_audit($1, $2) as sequence', [communeId, body])
  return rows[0]?.sequence
}

/**
 * Writes an act of staff into its commune's chain, inside the act's own transaction (of `forScope`, `forScopeRaw` or a bare client that is in
 * the scope): either both are there or neither. Returns the sequence number.
 *
 * From here to the end of the transaction no other act of the commune can be written, so append last, just before the commit. Never on the
 * path of a citizen's submission: a chain over submissions would keep their order.
 *
 * @throws {RangeError} where ids or details are not codes
 * @throws {AppError} CONFLICT in a repeatable-read transaction when another act was written since it began: do the act again
 */
export const appendAudit = async (tx: Transaction | pg.ClientBase, scope: Scope, event: AuditEvent): Promise<number> => {
  const body = eventBody(event, new Date())
  try {
    const sequence = await append(tx, scope.communeId, body)
    if (sequence === undefined) throw new Error('append_audit returned no row')
    return sequence
  } catch (error) {
    if (isSerializationFailure(error)) throw new AppError('CONFLICT', 'Another act came first. Please try again.', [actCameFirst])
    throw error
  }
}
