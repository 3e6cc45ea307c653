import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pick } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { instruments } from '@/lib/instruments/index.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'
import { SurveyPreview } from '../../../../../_components/forms/survey-preview.tsx'

type Params = { params: Promise<{ id: string; version: string }> }

const find = async ({ params }: Params) => {
  const { id, version } = await params
  return instruments.find((instrument) => instrument.id === id && instrument.version === version)
}

export async function generateMetadata(context: Params): Promise<Metadata> {
  const instrument = await find(context)
  return { title: instrument ? pick(instrument.title, await readLanguage()) : '' }
}

export default async function PreviewPage(context: Params) {
  await requireStaff()
  const instrument = await find(context)
  if (!instrument) notFound()
  const language = await readLanguage()
  const t = translator(language)
  const plain = `/staff/instruments/${instrument.id}/${instrument.version}/plain`
  return (
    <main className="page wide" id="content">
      <p className="eyebrow">{`${t('instruments.title')} · ${t('column.version')} ${instrument.version}`}</p>
      <h1>{pick(instrument.title, language)}</h1>
      <p className="quiet">{t('preview.nothingSent')}</p>
      <div className="panes">
        <section aria-labelledby="survey">
          <h2 id="survey">{t('preview.survey')}</h2>
          <SurveyPreview survey={instrument.survey} language={language} loading={t('preview.loading')} />
        </section>
        <section aria-labelledby="plain">
          <h2 id="plain">{t('preview.plain')}</h2>
          <p>
            <a href={plain}>{t('preview.openPlain')}</a>
          </p>
          <iframe src={plain} title={t('preview.plainFrame')} />
        </section>
      </div>
    </main>
  )
}
