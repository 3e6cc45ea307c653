import { db } from '../db.ts'
import { auth } from '../session/auth.ts'
import { forgetSignInAttempts } from '../session/sign-in-attempts.ts'

/**
 * Gives an account a new password, ends its sessions and whatever delay it was under. The officer and the command line may; nothing is mailed.
 *
 * @returns false where there is no such account
 * @throws {RangeError} where the password has fewer than 10 or more than 128 characters
 */
export async function setPassword(email: string, password: string): Promise<boolean> {
  const composed = password.normalize('NFC')
  if (!(composed.length >= 10 && composed.length <= 128)) throw new RangeError('setPassword requires 10 to 128 characters')
  const { password: hasher } = await auth().$context
  const hash = await hasher.hash(composed)
  const found = await db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true, demo: true } })
    if (!user) return false
    await tx.account.updateMany({ where: { userId: user.id, providerId: 'credential' }, data: { password: hash } })
    await tx.user.update({ where: { id: user.id }, data: { mustChangePassword: !user.demo } })
    await tx.session.deleteMany({ where: { userId: user.id } })
    return true
  })
  if (found) await forgetSignInAttempts(email)
  return found
}
