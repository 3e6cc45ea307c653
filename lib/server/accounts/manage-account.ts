import type { Actor, AuditAction } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { forScope, type Transaction } from '../db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { auth } from '../session/auth.ts'
import { forgetSignInAttempts } from '../session/sign-in-attempts.ts'
import { checkManager } from './check-manager.ts'
import { newPassword } from './new-password.ts'

type Managed = { readonly id: string; readonly email: string; readonly demo: boolean }

/** Does something to an account of the scope's commune and writes it into the trail, in one transaction. Another commune's is not found. */
const manage = (
  scope: Scope,
  actor: Actor,
  accountId: string,
  action: AuditAction,
  act: (tx: Transaction, user: Managed) => Promise<unknown>,
): Promise<Managed> => {
  checkManager(scope, actor)
  return forScope(scope, async (tx) => {
    const user = await tx.user.findFirst({
      where: { id: accountId, communeId: scope.communeId },
      select: { id: true, email: true, demo: true },
    })
    if (!user) throw new AppError('NOT_FOUND', 'There is no such account.')
    await act(tx, user)
    await appendAudit(tx, scope, { actor, action, subject: { kind: 'account', id: accountId } })
    return user
  })
}

/**
 * Gives an account a new first password, which is returned once; its sessions and whatever delay it was under end.
 *
 * @throws {AppError} NOT_ALLOWED, NOT_FOUND
 */
export async function resetPassword(scope: Scope, actor: Actor, accountId: string): Promise<{ readonly password: string }> {
  checkManager(scope, actor)
  const password = newPassword()
  const { password: hasher } = await auth().$context
  const hash = await hasher.hash(password)
  const { email } = await manage(scope, actor, accountId, 'account.reset-password', async (tx, user) => {
    await tx.account.updateMany({ where: { userId: user.id, providerId: 'credential' }, data: { password: hash } })
    await tx.user.update({ where: { id: user.id }, data: { mustChangePassword: !user.demo } })
    await tx.session.deleteMany({ where: { userId: user.id } })
  })
  await forgetSignInAttempts(email)
  return { password }
}

/**
 * Shuts an account out and ends its sessions: its next request is refused. Nobody shuts themselves out.
 *
 * @throws {AppError} NOT_ALLOWED, NOT_FOUND, CONFLICT for one's own account
 */
export async function shutOutAccount(scope: Scope, actor: Actor, accountId: string): Promise<void> {
  if (actor.id === accountId)
    throw new AppError('CONFLICT', 'Your own account is disabled by another officer.', [{ path: '', message: 'own-account' }])
  await manage(scope, actor, accountId, 'account.disable', async (tx, user) => {
    await tx.user.update({ where: { id: user.id }, data: { banned: true, banReason: null, banExpires: null } })
    await tx.session.deleteMany({ where: { userId: user.id } })
  })
}

/**
 * Lets an account in again; its password stays as it was.
 *
 * @throws {AppError} NOT_ALLOWED, NOT_FOUND
 */
export async function letInAccount(scope: Scope, actor: Actor, accountId: string): Promise<void> {
  await manage(scope, actor, accountId, 'account.enable', (tx, user) => tx.user.update({ where: { id: user.id }, data: { banned: false } }))
}

/**
 * Ends every session of an account of the commune.
 *
 * @throws {AppError} NOT_ALLOWED, NOT_FOUND
 */
export async function endSessionsOf(scope: Scope, actor: Actor, accountId: string): Promise<void> {
  await manage(scope, actor, accountId, 'session.revoke', (tx, user) => tx.session.deleteMany({ where: { userId: user.id } }))
}
