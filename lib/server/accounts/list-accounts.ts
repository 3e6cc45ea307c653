import type { Actor } from '../audit/actions.ts'
import { db } from '../db.ts'
import type { Scope } from '../scope.ts'
import { checkManager } from './check-manager.ts'

export type ListedAccount = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: string | null
  readonly unitCode: string | null
  readonly disabled: boolean
  /** True until the first password, made by somebody else, was changed. */
  readonly mustChangePassword: boolean
  readonly sessions: number
}

/**
 * The accounts of a commune, by address.
 *
 * @throws {AppError} NOT_ALLOWED for anybody but the officer and the command line
 */
export async function listAccounts(scope: Scope, actor: Actor, now: Date): Promise<readonly ListedAccount[]> {
  checkManager(scope, actor)
  const users = await db().user.findMany({
    where: { communeId: scope.communeId },
    orderBy: { email: 'asc' },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      unitCode: true,
      banned: true,
      mustChangePassword: true,
      _count: { select: { sessions: { where: { expiresAt: { gt: now } } } } },
    },
  })
  return users.map(({ banned, _count, ...user }) => ({ ...user, disabled: banned === true, sessions: _count.sessions }))
}
