import type { Metadata } from 'next'
import { pick } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { loadQuotaBoard } from '@/lib/server/sampling/load-quota-board.ts'
import { planSample, precisionSchema, type SampleLine } from '@/lib/server/sampling/plan-sample.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { foundOr404, requireWaves } from '@/lib/server/session/require-waves.ts'
import { loadWave } from '@/lib/server/waves/load-wave.ts'
import { QuotaTable } from '../../../../../_components/waves/quota-table.tsx'
import { Table } from '../../../../../_components/waves/table.tsx'
import { WaveTabs } from '../../../../../_components/waves/wave-tabs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('wave.tab.sampling') }
}

type Props = { params: Promise<{ code: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SamplingPage({ params, searchParams }: Props) {
  const { scope, runs } = await requireWaves()
  const { code } = await params
  const query = await searchParams
  const language = await readLanguage()
  const t = translator(language)
  const count = (n: number) => formatCount(n, language)
  const precision = precisionSchema.parse(query)
  const wave = await foundOr404(loadWave(scope, code, runs, new Date()))
  const lines = await planSample(scope, code, precision)
  const keyOf = ({ unit, instrument }: SampleLine) => `${unit.code} ${instrument.id}`
  const chosen = lines.find((line) => keyOf(line) === query['of']) ?? lines.find(({ villages }) => villages.length > 0) ?? lines[0]
  const board = chosen && (await loadQuotaBoard(scope, code, { unit: chosen.unit.code, instrument: chosen.instrument.id }, precision, runs))
  const missing = (needed: number, answers: number) =>
    answers >= needed ? <span className="quiet">{t('wave.sampling.enough')}</span> : <strong>{count(needed - answers)}</strong>
  return (
    <main className="page" id="content">
      <WaveTabs code={wave.code} name={wave.name} current="sampling" language={language} runs={runs} />
      <h2>{t('wave.sampling.title')}</h2>
      <p>{t('wave.sampling.lead')}</p>
      <form className="row">
        <div className="field">
          <label htmlFor="margin">{t('wave.sampling.margin')}</label>
          <input id="margin" name="margin" type="number" min={1} max={25} step="any" defaultValue={precision.margin} />
        </div>
        <div className="field">
          <label htmlFor="level">{t('wave.sampling.level')}</label>
          <input id="level" name="level" type="number" min={50} max={99.9} step="any" defaultValue={precision.level} />
        </div>
        {chosen && <input type="hidden" name="of" value={keyOf(chosen)} />}
        <button type="submit">{t('wave.sampling.submit')}</button>
      </form>
      <Table
        label={t('wave.sampling.units')}
        head={[
          t('wave.quality.unit'),
          t('wave.sampling.population'),
          t('wave.sampling.needed'),
          t('wave.column.answers'),
          t('wave.sampling.missing'),
        ]}
      >
        {lines.map((line) => (
          <tr key={keyOf(line)}>
            <th scope="row">
              {line.unit.name}
              <span className="small quiet">{pick(line.instrument.title, language)}</span>
            </th>
            <td className="number">{line.population === null ? t('wave.sampling.noRegister') : count(line.population)}</td>
            <td className="number">{line.needed === null ? '–' : count(line.needed)}</td>
            <td className="number">{count(line.answers)}</td>
            <td className="number">{line.needed === null ? '–' : missing(line.needed, line.answers)}</td>
          </tr>
        ))}
      </Table>
      {lines
        .filter(({ villages }) => villages.length > 0)
        .map((line) => (
          <Table
            key={keyOf(line)}
            label={t('wave.sampling.villages', { instrument: pick(line.instrument.title, language) })}
            head={[
              t('wave.variable.village'),
              t('wave.sampling.population'),
              t('wave.sampling.share'),
              t('wave.column.answers'),
              t('wave.sampling.missing'),
              t('wave.sampling.ownNeeded'),
            ]}
          >
            {line.villages.map((village) => (
              <tr key={village.code}>
                <th scope="row">{village.name}</th>
                <td className="number">{count(village.population)}</td>
                <td className="number">{count(village.share)}</td>
                <td className="number">{count(village.answers)}</td>
                <td className="number">{missing(village.share, village.answers)}</td>
                <td className="number">{count(village.needed)}</td>
              </tr>
            ))}
          </Table>
        ))}

      <h2>{t('wave.quota.title')}</h2>
      <p>{t('wave.quota.lead')}</p>
      <form className="row">
        <input type="hidden" name="margin" value={precision.margin} />
        <input type="hidden" name="level" value={precision.level} />
        <div className="field">
          <label htmlFor="of">{t('wave.quota.choose')}</label>
          <select id="of" name="of" defaultValue={chosen ? keyOf(chosen) : ''}>
            {lines.map((line) => (
              <option key={keyOf(line)} value={keyOf(line)}>
                {line.unit.name}: {pick(line.instrument.title, language)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{t('wave.quota.show')}</button>
      </form>
      {board ? (
        <QuotaTable board={board} title={`${board.unit.name}: ${pick(board.instrument.title, language)}`} language={language} />
      ) : (
        <p>{t('wave.quota.none')}</p>
      )}
    </main>
  )
}
