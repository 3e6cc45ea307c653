import { translator } from '@/lib/format/translate.ts'
import { readLanguage } from '@/lib/server/session/language.ts'

export default async function NotFound() {
  const t = translator(await readLanguage())
  return (
    <main className="page narrow" id="content">
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.text')}</p>
      <p>
        <a href="/">{t('notFound.home')}</a>
      </p>
    </main>
  )
}
