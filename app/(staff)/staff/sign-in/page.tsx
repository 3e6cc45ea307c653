import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { startPage } from '@/lib/server/session/roles.ts'
import { currentStaff } from '@/lib/server/session/staff.ts'
import { SignInForm } from '../../../_components/forms/sign-in-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('signIn.title') }
}

export default async function SignInPage() {
  const staff = await currentStaff()
  if (staff) redirect(startPage(staff.role))
  const t = translator(await readLanguage())
  return (
    <main className="page narrow" id="content">
      <h1>{t('signIn.title')}</h1>
      <p className="lead">{t('signIn.lead')}</p>
      <SignInForm
        texts={{
          email: t('signIn.email'),
          password: t('signIn.password'),
          show: t('signIn.show'),
          submit: t('signIn.submit'),
          busy: t('signIn.busy'),
          errorTitle: t('signIn.error.title'),
          noEmail: t('signIn.error.email'),
          noPassword: t('signIn.error.password'),
          wrong: t('signIn.error.wrong'),
          tooMany: t('signIn.error.tooMany', { seconds: '{seconds}' }),
          disabled: t('signIn.error.disabled'),
          unavailable: t('signIn.error.unavailable'),
        }}
      />
      <noscript>
        <p>{t('signIn.noScript')}</p>
      </noscript>
      <p className="quiet small">{t('signIn.help')}</p>
    </main>
  )
}
