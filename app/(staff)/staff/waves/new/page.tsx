import type { Metadata } from 'next'
import { translator } from '@/lib/format/translate.ts'
import { instruments } from '@/lib/instruments/index.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireRunsWaves } from '@/lib/server/session/require-waves.ts'
import { listWaves } from '@/lib/server/waves/list-waves.ts'
import { leastThresholds } from '@/lib/server/waves/plan-wave.ts'
import { WaveForm } from '../../../../_components/waves/wave-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.new') }
}

/** The newest version of each instrument, as a start. */
const newest = instruments.filter(({ id, version }) => !instruments.some((other) => other.id === id && other.version > version))

export default async function NewWavePage() {
  const { scope } = await requireRunsWaves()
  const language = await readLanguage()
  const t = translator(language)
  const [latest] = await listWaves(scope)
  const year = latest ? String(Number(latest.code.slice(0, 4)) + 1) : ''
  return (
    <main className="page" id="content">
      <p className="eyebrow">
        <a href="/staff/waves">{t('wave.title')}</a>
      </p>
      <h1>{t('wave.new')}</h1>
      <p className="lead">{t('wave.form.newLead')}</p>
      <WaveForm
        action="/api/v1/waves"
        method="POST"
        plan={{ code: year, name: '', instruments: newest.map(({ id, version }) => `${id} ${version}`), thresholds: leastThresholds }}
        released={instruments}
        language={language}
      />
    </main>
  )
}
