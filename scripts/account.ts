/**
 * npm run -s account -- list|create|reset|disable|enable …: accounts without a mail server and without a browser. A new password is printed
 * once, on standard output, and must be changed at the first sign-in. Every act is in the trail of the commune as the command line's.
 */
import { addAccount } from '../lib/server/accounts/add-account.ts'
import { listAccounts } from '../lib/server/accounts/list-accounts.ts'
import { letInAccount, resetPassword, shutOutAccount } from '../lib/server/accounts/manage-account.ts'
import { findCommune } from '../lib/server/communes/find-commune.ts'
import { AppError } from '../lib/server/errors.ts'
import { roleSchema } from '../lib/server/session/roles.ts'
import { readFlags, runScript, showUsage } from './support/run-script.ts'

const usage = `usage: npm run -s account -- list [--commune 12265]
       npm run -s account -- create --email E --name N --role officer|leader|front|inspection|enumerator|unit [--unit CODE] [--commune 12265]
       npm run -s account -- reset|disable|enable --email E [--commune 12265]`
const actor = { id: 'command-line', role: 'program' } as const

type Values = { readonly commune?: string; readonly email?: string; readonly name?: string; readonly role?: string; readonly unit?: string }

async function account(command: string, { commune: code, email = '', name = '', role = '', unit }: Values): Promise<string> {
  const commune = await findCommune(code)
  if (!commune) throw new AppError('NOT_FOUND', code ? `There is no commune ${code}.` : 'There is no commune yet.')
  const { scope } = commune
  const accounts = await listAccounts(scope, actor, new Date())
  if (command === 'list')
    return accounts
      .map((each) =>
        [each.email, each.role, each.unitCode ?? '', each.disabled ? 'disabled' : '', each.mustChangePassword ? 'first password' : ''].join(
          '\t',
        ),
      )
      .join('\n')
  if (command === 'create') {
    const known = roleSchema.safeParse(role)
    if (!known.success || known.data === 'province') throw new AppError('NOT_VALID', usage)
    const { password } = await addAccount(scope, actor, {
      email,
      name,
      role: known.data,
      ...(unit === undefined ? {} : { unitCode: unit }),
    })
    return `${email}\t${password}`
  }
  const found = accounts.find((each) => each.email === email.trim().toLowerCase())
  if (!found) throw new AppError('NOT_FOUND', `${commune.name} has no account ${email}.`)
  if (command === 'reset') return `${found.email}\t${(await resetPassword(scope, actor, found.id)).password}`
  await (command === 'disable' ? shutOutAccount : letInAccount)(scope, actor, found.id)
  return `${found.email}\t${command}d`
}

const text = { type: 'string' } as const
const flags = readFlags({ allowPositionals: true, options: { commune: text, email: text, name: text, role: text, unit: text } }, usage)
const [command = '', ...more] = flags?.positionals ?? []
if (flags) {
  if (more.length === 0 && ['list', 'create', 'reset', 'disable', 'enable'].includes(command))
    await runScript(() => account(command, flags.values))
  else showUsage(usage)
}
