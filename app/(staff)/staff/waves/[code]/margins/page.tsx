import type { Metadata } from 'next'
import { translator } from '@/lib/format/translate.ts'
import { listRegisters } from '@/lib/server/margins/list-registers.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { foundOr404, requireWaves } from '@/lib/server/session/require-waves.ts'
import { loadWave } from '@/lib/server/waves/load-wave.ts'
import { ActForm } from '../../../../../_components/waves/act-form.tsx'
import { actTexts } from '../../../../../_components/waves/act-texts.ts'
import { RegisterDetails } from '../../../../../_components/waves/register-forms.tsx'
import { WaveTabs } from '../../../../../_components/waves/wave-tabs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.tab.margins') }
}

export default async function MarginsPage({ params }: { params: Promise<{ code: string }> }) {
  const { scope, runs } = await requireWaves()
  const { code } = await params
  const language = await readLanguage()
  const t = translator(language)
  const wave = await foundOr404(loadWave(scope, code, runs, new Date()))
  const { registers, csv, published } = await listRegisters(scope, code)
  const editable = runs && !published
  return (
    <main className="page" id="content">
      <WaveTabs code={wave.code} name={wave.name} current="margins" language={language} runs={runs} />
      <h2>{t('wave.margins.title')}</h2>
      <p>{t('wave.margins.lead')}</p>
      {published && <p className="quiet">{t('wave.margins.published')}</p>}
      {registers.length === 0 && <p>{t('wave.margins.none')}</p>}
      {registers.map((register) => (
        <RegisterDetails
          key={`${register.unit.code} ${register.instrument.id}`}
          code={wave.code}
          register={register}
          language={language}
          editable={editable}
        />
      ))}
      {editable && registers.length > 0 && (
        <>
          <h2>{t('wave.margins.file')}</h2>
          <p>{t('wave.margins.fileLead')}</p>
          <ActForm action={`/api/v1/waves/${wave.code}/margins/file`} method="PUT" submit={t('wave.margins.import')} texts={actTexts(t)}>
            <div className="field">
              <label htmlFor="csv">{t('wave.margins.paste')}</label>
              <textarea id="csv" name="csv" rows={12} defaultValue={csv} spellCheck={false} />
            </div>
            <div className="field">
              <label htmlFor="file">{t('wave.margins.choose')}</label>
              <input id="file" name="file" type="file" accept=".csv,text/csv" />
            </div>
          </ActForm>
        </>
      )}
    </main>
  )
}
