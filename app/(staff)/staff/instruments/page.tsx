import type { Metadata } from 'next'
import { pick } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { instruments } from '@/lib/instruments/index.ts'
import { readLanguage } from '@/lib/server/session/language.ts'
import { requireStaff } from '@/lib/server/session/staff.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await readLanguage())('instruments.title') }
}

export default async function InstrumentsPage() {
  await requireStaff()
  const language = await readLanguage()
  const t = translator(language)
  return (
    <main className="page" id="content">
      <h1>{t('instruments.title')}</h1>
      <p className="lead">{t('instruments.lead')}</p>
      <p>
        <a href="/staff/instruments/compare">{t('wave.instruments.link')}</a>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={t('instruments.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('column.name')}</th>
              <th scope="col">{t('column.version')}</th>
              <th scope="col">{t('column.askedOf')}</th>
              <th scope="col">{t('column.items')}</th>
            </tr>
          </thead>
          <tbody>
            {instruments.map(({ id, version, title, askedOf, codebook }) => (
              <tr key={`${id} ${version}`}>
                <th scope="row">
                  {/* A full load: the preview has a policy of its own, which a change of page inside the browser would not bring. */}
                  <a href={`/staff/instruments/${id}/${version}`}>{pick(title, language)}</a>
                </th>
                <td className="number">{version}</td>
                <td>{pick(askedOf, language)}</td>
                <td className="number">{formatCount(codebook.length, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </main>
  )
}
