import { db } from '../db.ts'

/**
 * Disables an account and ends its sessions: every request reads the account anew, so that the next one is already refused.
 *
 * @returns false where there is no such account
 */
export async function disableAccount(email: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } })
    if (!user) return false
    await tx.user.update({ where: { id: user.id }, data: { banned: true, banReason: null, banExpires: null } })
    await tx.session.deleteMany({ where: { userId: user.id } })
    return true
  })
}
