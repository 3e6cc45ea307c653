import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Actor } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { forScope } from '../db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { auth } from '../session/auth.ts'
import { checkManager } from './check-manager.ts'
import { newPassword } from './new-password.ts'

const addedSchema = z
  .strictObject({
    email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
    name: z.string().normalize('NFC').trim().min(1).max(120),
    /** Every role but province, whose accounts belong to no commune. */
    role: z.enum(['officer', 'leader', 'front', 'inspection', 'unit', 'enumerator']),
    /** An empty one, as a form sends it, is none. */
    unitCode: z
      .string()
      .max(40)
      .transform((code) => code || undefined)
      .optional(),
  })
  .refine(({ role, unitCode }) => (role === 'unit') === (unitCode !== undefined), {
    path: ['unitCode'],
    message: 'unit-with-role',
  })

/**
 * Makes an account of the scope's commune with a first password, which is returned once and must be changed at the first sign-in. The
 * account and its event of the trail are one transaction.
 *
 * @throws {AppError} NOT_ALLOWED; NOT_VALID where role and unit do not fit together; NOT_FOUND for a unit of no such code; CONFLICT where the
 *   address is taken
 */
export async function addAccount(
  scope: Scope,
  actor: Actor,
  account: unknown,
): Promise<{ readonly id: string; readonly password: string }> {
  checkManager(scope, actor)
  const parsed = addedSchema.safeParse(account)
  if (!parsed.success)
    throw new AppError(
      'NOT_VALID',
      'The account is not complete.',
      parsed.error.issues.map(({ code, path, message }) => ({ path: path.join('.'), message: code === 'custom' ? message : 'not-valid' })),
    )
  const { email, name, role, unitCode } = parsed.data
  const password = newPassword()
  const { password: hasher } = await auth().$context
  const hash = await hasher.hash(password)
  const id = randomUUID()
  const { communeId } = scope
  await forScope(scope, async (tx) => {
    if (
      unitCode !== undefined &&
      !(await tx.unit.findUnique({ where: { communeId_code: { communeId, code: unitCode } }, select: { id: true } }))
    )
      throw new AppError('NOT_FOUND', 'There is no such unit.')
    const { count } = await tx.user.createMany({
      data: [
        {
          id,
          email,
          name,
          role,
          communeId,
          unitCode: unitCode ?? null,
          emailVerified: false,
          mustChangePassword: true,
          updatedAt: new Date(),
        },
      ],
      skipDuplicates: true,
    })
    if (count === 0)
      throw new AppError('CONFLICT', 'There is an account with this address already.', [{ path: 'email', message: 'address-taken' }])
    await tx.account.create({ data: { id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password: hash } })
    await appendAudit(tx, scope, {
      actor,
      action: 'account.create',
      subject: { kind: 'account', id },
      detail: { role, unit: unitCode ?? null },
    })
  })
  return { id, password }
}
