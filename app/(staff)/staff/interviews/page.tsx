import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pick } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { instruments } from '@/lib/instruments/index.ts'
import { interviewPoints } from '@/lib/server/session/interview-points.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('interviews.title') }
}

export default async function InterviewsPage() {
  const staff = await requireStaff()
  if (staff.role !== 'enumerator') notFound()
  const points = await interviewPoints(staff)
  const language = await readLanguage()
  const t = translator(language)
  const titleOf = (id: string) => {
    const instrument = instruments.findLast((version) => version.id === id)
    return instrument ? pick(instrument.title, language) : id
  }
  return (
    <main className="page" id="content">
      <h1>{t('interviews.title')}</h1>
      <p className="lead">{t('interviews.lead')}</p>
      {points.length === 0 ? (
        <p>{t('interviews.none')}</p>
      ) : (
        <ul className="sentences">
          {points.map(({ code, instrument, unit }) => (
            <li key={code}>
              <a href={`/k/${code}`}>
                {titleOf(instrument)}: {unit}
              </a>
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}
