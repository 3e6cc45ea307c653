import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { translator } from '@/lib/format/translate.ts'
import { instruments } from '@/lib/instruments/index.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { foundOr404, requireRunsWaves } from '@/lib/server/session/require-waves.ts'
import { loadWave } from '@/lib/server/waves/load-wave.ts'
import { WaveForm } from '../../../../../_components/waves/wave-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.edit') }
}

export default async function EditWavePage({ params }: { params: Promise<{ code: string }> }) {
  const { scope } = await requireRunsWaves()
  const { code } = await params
  const wave = await foundOr404(loadWave(scope, code, true, new Date()))
  if (wave.status !== 'draft') notFound()
  const language = await readLanguage()
  const t = translator(language)
  const plan = { ...wave, instruments: wave.instruments.map(({ id, version }) => `${id} ${version}`) }
  return (
    <main className="page" id="content">
      <p className="eyebrow">
        <a href="/staff/waves">{t('wave.title')}</a> · <a href={`/staff/waves/${wave.code}`}>{wave.code}</a>
      </p>
      <h1>{t('wave.edit')}</h1>
      <p className="lead">{t('wave.form.newLead')}</p>
      <WaveForm action={`/api/v1/waves/${wave.code}`} method="PUT" plan={plan} released={instruments} language={language} />
    </main>
  )
}
