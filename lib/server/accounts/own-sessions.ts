import { db } from '../db.ts'
import { AppError } from '../errors.ts'
import { actOnSelf, type Self } from './act-on-self.ts'

/** A session as its owner sees it: never the token, which alone opens it. */
export type OwnSession = { readonly id: string; readonly since: string; readonly until: string; readonly device: string | null }

/** The sessions of one account that still run, newest first. */
export async function listOwnSessions(accountId: string, now: Date): Promise<readonly OwnSession[]> {
  const sessions = await db().session.findMany({
    where: { userId: accountId, expiresAt: { gt: now } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { id: true, createdAt: true, expiresAt: true, userAgent: true },
  })
  return sessions.map(({ id, createdAt, expiresAt, userAgent }) => ({
    id,
    since: createdAt.toISOString(),
    until: expiresAt.toISOString(),
    device: userAgent,
  }))
}

/**
 * Ends one session of the account; somebody else's is not found.
 *
 * @throws {AppError} NOT_FOUND
 */
export async function endOwnSession(account: Self, sessionId: string): Promise<void> {
  await actOnSelf(account, 'session.revoke', async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id: sessionId, userId: account.id } })
    if (count === 0) throw new AppError('NOT_FOUND', 'There is no such session.')
  })
}
