import type { ReactNode } from 'react'
import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { currentStaff } from '@/lib/server/session/staff.ts'
import { SiteHeader } from '../_components/layout/site-header.tsx'

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const language = await readLanguage()
  const staff = await currentStaff()
  const t = translator(language)
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <SiteHeader
        language={language}
        reader={
          staff && {
            role: staff.role,
            place: staff.unit?.name ?? staff.commune?.name ?? t('role.province'),
            mayWork: !staff.mustChangePassword,
          }
        }
      />
      {staff?.commune?.demo && (
        <aside className="demo" aria-label={t('app.demoLabel')}>
          <p>{t('app.demo')}</p>
        </aside>
      )}
      {children}
    </>
  )
}
