import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { listAccounts } from '@/lib/server/accounts/list-accounts.ts'
import { accountsInReach } from '@/lib/server/session/accounts-route.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { unitsInReach } from '@/lib/server/session/reach.ts'
import { roleSchema } from '@/lib/server/session/roles.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'
import { AccountActs } from '../../../_components/accounts/account-acts.tsx'
import { AccountForm } from '../../../_components/accounts/account-form.tsx'
import { Table } from '../../../_components/waves/table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('account.all') }
}

/** The accounts of the commune, for its officer. */
export default async function AccountsPage() {
  const staff = await requireStaff()
  const { scope, actor } = accountsInReach(staff) ?? notFound()
  const language = await readLanguage()
  const t = translator(language)
  const [accounts, units] = await Promise.all([listAccounts(scope, actor, new Date()), unitsInReach(staff)])
  const nameOf = (code: string) => units.find((unit) => unit.code === code)?.name ?? code
  const head = ['email', 'name', 'role', 'state', 'open'] as const
  return (
    <main className="page" id="content">
      <h1>{t('account.all')}</h1>
      <p className="lead">{t('account.allLead')}</p>
      <Table label={t('account.all')} head={head.map((name) => t(`account.${name}`))} hideCaption>
        {accounts.map(({ id, email, name, role, unitCode, disabled, mustChangePassword, sessions }) => {
          const known = roleSchema.safeParse(role)
          const state = disabled ? 'disabled' : mustChangePassword ? 'first' : 'active'
          return (
            <tr key={id}>
              <th scope="row">{email}</th>
              <td>{name}</td>
              <td>{unitCode ? nameOf(unitCode) : known.success ? t(`role.${known.data}`) : '–'}</td>
              <td>{t(`account.state.${state}`)}</td>
              <td className="number">{formatCount(sessions, language)}</td>
            </tr>
          )
        })}
      </Table>
      <section aria-labelledby="create">
        <h2 id="create">{t('account.create')}</h2>
        <AccountForm units={units.filter(({ kind }) => kind !== 'village' && kind !== 'commune')} t={t} />
      </section>
      <section aria-labelledby="acts">
        <h2 id="acts">{t('account.acts')}</h2>
        {accounts.map(({ id, email, disabled }) => (
          <AccountActs key={id} id={id} email={email} disabled={disabled} own={id === staff.id} t={t} />
        ))}
      </section>
    </main>
  )
}
