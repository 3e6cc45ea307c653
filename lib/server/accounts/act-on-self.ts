import type { AuditAction } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { db, forScope, type Transaction } from '../db.ts'
import { mintScope } from '../scope.ts'
import type { Role } from '../session/roles.ts'

/** Whose own account it is; `Staff` of lib/server/session fits as it is. */
export type Self = {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly commune: { readonly id: string } | null
}

/**
 * Does something to one's own account and writes it into the trail of one's commune, in one transaction. An account of the province
 * belongs to no commune, whose trail could hold it.
 */
export const actOnSelf = ({ id, role, commune }: Self, action: AuditAction, act: (tx: Transaction) => Promise<void>): Promise<void> => {
  if (!commune) return db().$transaction(act)
  const scope = mintScope(commune.id)
  return forScope(scope, async (tx) => {
    await act(tx)
    await appendAudit(tx, scope, { actor: { id, role }, action, subject: { kind: 'account', id } })
  })
}
