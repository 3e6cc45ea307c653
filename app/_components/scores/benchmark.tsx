import type { BenchmarkPoint, FigurePair } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { formatScore } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'

type Props = {
  readonly points: readonly BenchmarkPoint[] /** In the order in which they are told; the index has the code ''. */
  readonly lines: readonly FigurePair[]
  readonly language: Language
}

const unique = <T,>(values: readonly T[]): T[] => [...new Set(values)]

/** Published PAPI of the province, beside the commune's own, with the sentence that the two are not one scale of one thing. */
export function Benchmark({ points, lines, language }: Props) {
  const t = translator(language)
  const years = unique(points.map(({ year }) => year)).sort((a, b) => a - b)
  const [province] = points.map((point) => point.province)
  if (province === undefined) return <p>{t('commune.benchmarkNone')}</p>
  const scoreOf = (dimension: string, year: number) => points.find((point) => point.dimension === dimension && point.year === year)?.value
  return (
    <>
      <p>{t('commune.benchmarkWhy')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={t('commune.benchmarkTitle')}>
        <table>
          <caption>{`PAPI, ${province}`}</caption>
          <thead>
            <tr>
              <th scope="col">{t('column.dimension')}</th>
              {years.map((year) => (
                <th scope="col" className="number" key={year}>
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines
              .filter(({ code }) => points.some((point) => point.dimension === code))
              .map(({ code, name }) => (
                <tr key={code}>
                  <th scope="row">{pick(name, language)}</th>
                  {years.map((year) => {
                    const value = scoreOf(code, year)
                    return typeof value === 'number' ? (
                      <td className="number" key={year}>
                        {formatScore(value, language)}
                      </td>
                    ) : (
                      <td className="quiet small" key={year}>
                        {t('commune.notPublished')}
                      </td>
                    )
                  })}
                </tr>
              ))}
          </tbody>
        </table>
      </section>
      <p className="small quiet">{t('commune.benchmarkSource', { source: unique(points.map(({ source }) => source)).join('; ') })}</p>
    </>
  )
}
