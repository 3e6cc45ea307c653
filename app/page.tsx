import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'

export default async function HomePage() {
  const t = translator(await readLanguage())
  return (
    <main className="page narrow">
      <p className="wordmark">
        Dân <span>Chấm</span>
      </p>
      <h1>{t('app.tagline')}</h1>
      <p className="lead">{t('home.lead')}</p>
      <h2>{t('home.answer.title')}</h2>
      <p>{t('home.answer.text')}</p>
      <p className="quiet">{t('home.not')}</p>
      <h2>{t('home.staff.title')}</h2>
      <p>{t('home.staff.text')}</p>
      <p>
        <a href="/staff">{t('home.staff.link')}</a>
      </p>
    </main>
  )
}
