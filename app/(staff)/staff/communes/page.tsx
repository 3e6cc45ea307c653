import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { translator } from '@/lib/format/translate.ts'
import { communesOfProvince } from '@/lib/server/session/communes-of-province.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('communes.title') }
}

export default async function CommunesPage() {
  const staff = await requireStaff()
  if (staff.role !== 'province') notFound()
  const communes = await communesOfProvince(staff)
  const t = translator(await readLanguage())
  return (
    <main className="page" id="content">
      <h1>{t('communes.title')}</h1>
      <p className="lead">{t('communes.lead')}</p>
      {communes.length === 0 ? (
        <p>{t('communes.none')}</p>
      ) : (
        <ul className="sentences">
          {communes.map(({ code, name, demo }) => (
            <li key={code}>
              <a href={`/staff/communes/${encodeURIComponent(code)}`}>{name}</a>{' '}
              {demo && <span className="mark">{t('communes.demo')}</span>}
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}
