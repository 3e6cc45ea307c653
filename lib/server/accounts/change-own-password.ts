import * as z from 'zod'
import { db } from '../db.ts'
import { AppError } from '../errors.ts'
import { auth } from '../session/auth.ts'
import { claimSignInAttempt, forgetSignInAttempts } from '../session/sign-in-attempts.ts'
import { actOnSelf, type Self } from './act-on-self.ts'

const passwordSchema = z.string().normalize('NFC').min(10).max(128)

/**
 * Changes one's own password, the first one above all, and ends all sessions of the account, this one too: who changes it signs in anew
 * with a fresh token. Guesses at the old password are delayed like those at the sign-in.
 *
 * @throws {AppError} NOT_VALID where the new password has fewer than 10 or more than 128 characters or is the old one, or where the old one
 *   is not right; TOO_MANY with the seconds to wait
 */
export async function changeOwnPassword(account: Self, old: string, fresh: string, now: number): Promise<void> {
  const parsed = passwordSchema.safeParse(fresh)
  if (!parsed.success || parsed.data === old.normalize('NFC'))
    throw new AppError('NOT_VALID', 'A new password has 10 to 128 characters and is not the old one.', [
      { path: 'password', message: 'password-not-possible' },
    ])
  const wait = await claimSignInAttempt(account.email, now)
  if (wait !== null)
    throw new AppError('TOO_MANY', `Too many attempts. Try again in ${wait} s.`, [{ path: 'retryAfter', message: String(wait) }])
  const { password: hasher } = await auth().$context
  const stored = await db().account.findFirst({ where: { userId: account.id, providerId: 'credential' }, select: { password: true } })
  const isRight = await hasher.verify({ hash: stored?.password ?? (await hasher.hash('nobody')), password: old.normalize('NFC') })
  if (!isRight || !stored) throw new AppError('NOT_VALID', 'The old password is not right.', [{ path: 'old', message: 'password-wrong' }])
  const hash = await hasher.hash(parsed.data)
  await actOnSelf(account, 'account.change', async (tx) => {
    await tx.account.updateMany({ where: { userId: account.id, providerId: 'credential' }, data: { password: hash } })
    await tx.user.update({ where: { id: account.id }, data: { mustChangePassword: false } })
    await tx.session.deleteMany({ where: { userId: account.id } })
  })
  await forgetSignInAttempts(account.email)
}
