import type { BenchmarkPoint, FigurePair } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import type { WavePair } from '@/lib/format/verdict-sentence.ts'
import { PairTable } from '../scores/pair-table.tsx'
import { pairRow } from './chart-rows.ts'
import { IntervalChart } from './interval-chart.tsx'
import { SaveChart } from './save-chart.tsx'
import { saveTexts } from './save-texts.ts'
import { YearKey } from './year-key.tsx'

type Props = {
  readonly title: string
  readonly headingLevel: 2 | 3
  readonly lines: readonly FigurePair[]
  readonly waves: WavePair
  readonly language: Language
  readonly source: string
  /** Marks of the province, of one year. */
  readonly benchmark?: readonly BenchmarkPoint[]
}

/** The chart of two years with its title, units, source line and table twin. */
export function PairChart({ title, headingLevel, lines, waves, language, source, benchmark = [] }: Props) {
  const t = translator(language)
  const [mark] = benchmark
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  const units = [
    t('commune.chart.units'),
    t('commune.chart.core'),
    ...(mark ? [t('commune.chart.benchmark', { province: mark.province, year: String(mark.year) })] : []),
  ].join(' ')
  const rows = lines.map((line) =>
    pairRow(
      line,
      waves,
      language,
      benchmark.find(({ dimension }) => dimension === line.code),
    ),
  )
  return (
    <figure data-chart>
      <figcaption>
        <Heading className="chart-title">{title}</Heading>
        <span className="small quiet">{units}</span>
      </figcaption>
      <YearKey waves={waves} />
      <IntervalChart rows={rows} scale={[1, 10]} title={title} loading={t('chart.loading')} />
      <p className="small quiet">{source}</p>
      <details>
        <summary>{t('commune.table')}</summary>
        <div className="inside">
          <PairTable caption={title} lines={lines} waves={waves} language={language} />
        </div>
      </details>
      <SaveChart words={{ title, units, source }} {...saveTexts(t)} language={language} />
    </figure>
  )
}
