import * as z from 'zod'
import { auth } from '../session/auth.ts'
import { roleSchema } from '../session/roles.ts'

const accountSchema = z
  .strictObject({
    email: z.email().max(254),
    name: z.string().trim().min(1).max(120),
    role: roleSchema,
    /** Of every role but province. */
    communeId: z.uuid().nullish(),
    /** Code of the unit, of the role unit alone. */
    unitCode: z.string().min(1).max(40).nullish(),
    /** Of the role province alone. */
    provinceCode: z.string().min(1).max(10).nullish(),
    password: z.string().normalize('NFC').min(10).max(128),
    demo: z.boolean().default(false),
  })
  .refine((account) => (account.role === 'province') === Boolean(account.provinceCode), {
    message: 'provinceCode belongs to the role province, and to no other',
    path: ['provinceCode'],
  })
  .refine((account) => (account.role === 'province') !== Boolean(account.communeId), {
    message: 'communeId belongs to every role but province',
    path: ['communeId'],
  })
  .refine((account) => (account.role === 'unit') === Boolean(account.unitCode), {
    message: 'unitCode belongs to the role unit, and to no other',
    path: ['unitCode'],
  })

export type NewAccount = z.input<typeof accountSchema>

/**
 * Makes an account. There is no sign-up: the commune makes its accounts, or the command line does.
 * Accounts other than demo ones must change their first password.
 *
 * @throws {z.ZodError} where role and place do not fit together, or the password is shorter than ten characters
 * @throws better-auth's APIError where the address is taken
 */
export async function createAccount(account: NewAccount): Promise<{ id: string }> {
  const { email, name, role, communeId, unitCode, provinceCode, password, demo } = accountSchema.parse(account)
  const { user } = await auth().api.createUser({
    body: {
      email: email.toLowerCase(),
      name,
      password,
      data: {
        role,
        communeId: communeId ?? null,
        unitCode: unitCode ?? null,
        provinceCode: provinceCode ?? null,
        mustChangePassword: !demo,
        demo,
      },
    },
  })
  return { id: user.id }
}
