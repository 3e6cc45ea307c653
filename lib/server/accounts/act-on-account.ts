import * as z from 'zod'
import type { Actor } from '../audit/actions.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { endSessionsOf, letInAccount, resetPassword, shutOutAccount } from './manage-account.ts'

const actSchema = z.strictObject({ act: z.enum(['reset-password', 'disable', 'enable', 'end-sessions']) })

/**
 * Does to an account what a form asks for: `{ act }`. A new password is in the answer and nowhere else.
 *
 * @throws {AppError} NOT_VALID for an act that is none; NOT_ALLOWED, NOT_FOUND, CONFLICT as the act itself
 */
export async function actOnAccount(scope: Scope, actor: Actor, accountId: string, asked: unknown): Promise<{ readonly password?: string }> {
  const parsed = actSchema.safeParse(asked)
  if (!parsed.success) throw new AppError('NOT_VALID', 'There is no such act.', [{ path: 'act', message: 'not-valid' }])
  switch (parsed.data.act) {
    case 'reset-password':
      return resetPassword(scope, actor, accountId)
    case 'disable':
      await shutOutAccount(scope, actor, accountId)
      return {}
    case 'enable':
      await letInAccount(scope, actor, accountId)
      return {}
    case 'end-sessions':
      await endSessionsOf(scope, actor, accountId)
      return {}
  }
}
