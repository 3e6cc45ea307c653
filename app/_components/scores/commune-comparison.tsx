import { communeSummary } from '@/lib/format/commune-summary.ts'
import { formatDate } from '@/lib/format/dates.ts'
import type { CommuneComparisonView } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { verdictSentence } from '@/lib/format/verdict-sentence.ts'
import { PairChart } from '../charts/pair-chart.tsx'
import { Benchmark } from './benchmark.tsx'
import { CommuneInsights } from './commune-insights.tsx'
import { DimensionDetails } from './dimension-details.tsx'
import { HowComputed } from './how-computed.tsx'
import { LeftOut } from './left-out.tsx'
import { PairTable } from './pair-table.tsx'
import { UnitsByKind } from './units-by-kind.tsx'

type Props = {
  readonly view: CommuneComparisonView
  readonly language: Language
  readonly unitsLinked: boolean
  /** Name of the province whose published series stands beside. */
  readonly province: string
}

/** Two waves of a commune: what happened in words first, then the picture, then down to the indicators and to how it was computed. */
export function CommuneComparison({ view, province, language, unitsLinked }: Props) {
  const t = translator(language)
  const waves = { from: view.from.wave, to: view.to.wave }
  const summary = communeSummary(view, waves, language)
  const core = { core: formatCount(view.componentsInCore, language), all: formatCount(view.componentsInAll, language) }
  const source = t('commune.chart.source', {
    snapshot: `${formatDate(view.from.takenAt, language)}, ${formatDate(view.to.takenAt, language)}`,
    commune: view.commune.name,
  })
  const benchmark = view.benchmark.filter((point) => point.province === province && [waves.from, waves.to].includes(String(point.year)))
  const responses = { responses: formatCount(view.to.responses, language), responsesFrom: formatCount(view.from.responses, language) }
  return (
    <>
      <p className="eyebrow">{view.commune.name}</p>
      <h1>{t('commune.title', waves)}</h1>
      <p className="lead">{summary.lead}</p>
      {summary.clear.length === 0 ? (
        <p>{t('commune.none')}</p>
      ) : (
        <ul className="sentences">
          {summary.clear.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <p>
        {verdictSentence(view.index, waves, language)} <span className="quiet">({t('commune.core', core)})</span>
      </p>
      <p className="quiet">
        {view.selfSelected ? t('commune.selfSelected', { ...waves, ...responses }) : t('commune.sampled', { ...waves, ...responses })}{' '}
        {t('app.papiStyle')}
      </p>

      <PairChart
        title={t('commune.chart.title', waves)}
        headingLevel={2}
        lines={view.dimensions}
        waves={waves}
        language={language}
        source={source}
        benchmark={benchmark.filter(({ year }) => String(year) === waves.to)}
      />

      <h2>{t('commune.dimensions')}</h2>
      <p>{t('commune.dimensionsLead')}</p>
      {view.dimensions.map((dimension) => (
        <DimensionDetails key={dimension.code} dimension={dimension} waves={waves} language={language} />
      ))}

      <h2>{t('commune.total')}</h2>
      <PairTable
        caption={`${t('commune.total')}. ${t('commune.totalScale', { lowest: String(view.index.scale[0]), highest: String(view.index.scale[1]) })}`}
        lines={[view.index]}
        waves={waves}
        language={language}
        strips
      />

      <h2>{t('commune.coreTitle')}</h2>
      <LeftOut view={view} waves={waves} language={language} />

      <CommuneInsights view={view} language={language} />

      <h2 id="units">{t('commune.units')}</h2>
      <UnitsByKind units={view.units} waves={waves} language={language} source={source} linked={unitsLinked} />

      <h2>{t('commune.benchmarkTitle')}</h2>
      <Benchmark points={benchmark} lines={[...view.dimensions, view.index]} language={language} />

      <HowComputed
        snapshots={[view.from, view.to]}
        figures={[
          { wave: view.from.wave, figure: view.index.from },
          { wave: view.to.wave, figure: view.index.to },
        ]}
        language={language}
      />
    </>
  )
}
