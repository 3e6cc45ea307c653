import type { Metadata } from 'next'
import { pick } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { instrumentIds, instruments } from '@/lib/instruments/index.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'
import { compareInstruments, versionsOf } from '@/lib/server/waves/compare-instruments.ts'
import { ItemChanges } from '../../../../_components/waves/item-changes.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.instruments.title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }
const versions = [...new Set(instruments.map(({ version }) => version))].sort()

export default async function CompareInstrumentsPage({ searchParams }: Props) {
  await requireStaff()
  const query = await searchParams
  const language = await readLanguage()
  const t = translator(language)
  const id = instrumentIds.find((one) => one === query['instrument']) ?? instrumentIds[0]
  const own = versionsOf(id).map(({ version }) => version)
  const from = String(query['from'] ?? own.at(-2) ?? '')
  const to = String(query['to'] ?? own.at(-1) ?? '')
  const compared = compareInstruments(id, from, to)
  const titleOf = (instrument: string) => {
    const latest = versionsOf(instrument).at(-1)
    return latest ? pick(latest.title, language) : instrument
  }
  const count = (change: string) => formatCount(compared?.items.filter((item) => item.change === change).length ?? 0, language)
  return (
    <main className="page" id="content">
      <p className="eyebrow">
        <a href="/staff/instruments">{t('instruments.title')}</a>
      </p>
      <h1>{t('wave.instruments.title')}</h1>
      <form className="row">
        <div className="field">
          <label htmlFor="instrument">{t('wave.instruments.instrument')}</label>
          <select id="instrument" name="instrument" defaultValue={id}>
            {instrumentIds.map((instrument) => (
              <option key={instrument} value={instrument}>
                {titleOf(instrument)}
              </option>
            ))}
          </select>
        </div>
        {(['from', 'to'] as const).map((side) => (
          <div className="field" key={side}>
            <label htmlFor={side}>{t(`wave.instruments.${side}`)}</label>
            <select id={side} name={side} defaultValue={side === 'from' ? from : to}>
              {versions.map((version) => (
                <option key={version}>{version}</option>
              ))}
            </select>
          </div>
        ))}
        <button type="submit">{t('wave.compare.submit')}</button>
      </form>
      {compared ? (
        <>
          <p className="lead">
            {t('wave.instruments.counts', {
              same: count('same'),
              reworded: count('reworded'),
              rescaled: count('rescaled'),
              new: count('new'),
              dropped: count('dropped'),
            })}
          </p>
          <ItemChanges
            title={titleOf(id)}
            versions={[compared.from, compared.to].map(({ version }) => version) as [string, string]}
            items={compared.items}
            language={language}
          />
        </>
      ) : (
        <p>{t('wave.instruments.none')}</p>
      )}
    </main>
  )
}
