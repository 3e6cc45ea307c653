import type { Metadata } from 'next'
import { browserName } from '@/lib/format/browser-name.ts'
import { formatDateTime } from '@/lib/format/dates.ts'
import { translator } from '@/lib/format/translate.ts'
import { listOwnSessions } from '@/lib/server/accounts/own-sessions.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireSelf } from '@/lib/server/session/staff.ts'
import { PasswordForm } from '../../../_components/accounts/password-form.tsx'
import { SessionTable } from '../../../_components/accounts/session-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('account.own') }
}

/** The own account: for everybody, and all there is until a first password was changed. */
export default async function AccountPage() {
  const { id, name, email, sessionId, mustChangePassword } = await requireSelf()
  const language = await readLanguage()
  const t = translator(language)
  if (mustChangePassword)
    return (
      <main className="page narrow" id="content">
        <h1>{t('account.first')}</h1>
        <p className="lead">{t('account.firstLead')}</p>
        <p>{t('account.who', { name, email })}</p>
        <PasswordForm t={t} />
      </main>
    )
  const sessions = await listOwnSessions(id, new Date())
  return (
    <main className="page narrow" id="content">
      <h1>{t('account.own')}</h1>
      <p className="lead">{t('account.ownLead')}</p>
      <p>{t('account.who', { name, email })}</p>
      <h2>{t('account.sessions')}</h2>
      <SessionTable
        sessions={sessions.map((session) => ({
          id: session.id,
          since: formatDateTime(session.since, language),
          until: formatDateTime(session.until, language),
          device: browserName(session.device),
          current: session.id === sessionId,
        }))}
        t={t}
      />
      <section aria-labelledby="change">
        <h2 id="change">{t('account.change')}</h2>
        <PasswordForm t={t} />
      </section>
    </main>
  )
}
