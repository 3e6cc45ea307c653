import { formatDate } from '@/lib/format/dates.ts'
import type { UnitScoresView } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { formatCount, formatInterval, formatScore } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { coreNote, unitSummary } from '@/lib/format/unit-summary.ts'
import type { WavePair } from '@/lib/format/verdict-sentence.ts'
import { PairChart } from '../charts/pair-chart.tsx'
import { DataQuality } from './data-quality.tsx'
import { ComponentDetails } from './dimension-details.tsx'
import { Distributions } from './distributions.tsx'
import { HeadlineTable } from './headline-table.tsx'
import { HowComputed } from './how-computed.tsx'
import { KeyDrivers } from './key-drivers.tsx'
import { MinistryRule } from './ministry-rule.tsx'
import { Procedures } from './procedures.tsx'
import { Standing } from './standing.tsx'
import { Trend } from './trend.tsx'

type Props = { readonly view: UnitScoresView; readonly waves: WavePair; readonly language: Language }

/** One unit's scores and nothing of any other: the score and what happened in words, its parts, the years, how people answered. */
export function UnitScores({ view, waves, language }: Props) {
  const t = translator(language)
  const [score, ...rest] = unitSummary(view, waves, language)
  const note = coreNote(view.headline, waves, language)
  // Single items are told from the closing snapshot alone, which may be an earlier wave's.
  const closed = view.waves.findLast(({ closing }) => closing)?.wave ?? waves.to
  const shown = view.headline.to?.kind === 'shown' ? view.headline.to : null
  const source = t('commune.chart.source', {
    snapshot: view.waves.map(({ takenAt }) => formatDate(takenAt, language)).join(', '),
    commune: view.commune.name,
  })
  return (
    <>
      <p className="eyebrow">{view.commune.name}</p>
      <h1>{view.unit.name}</h1>
      <p className="lead">{score}</p>
      {rest.map((sentence) => (
        <p className="lead" key={sentence}>
          {sentence}
        </p>
      ))}
      {note !== null && <p className="quiet">{note}</p>}
      {shown && (
        <>
          <p className="big-number">{formatScore(shown.value, language)}</p>
          <p className="quiet">
            {t('figure.interval')} {formatInterval(shown.lower, shown.upper, language)} ·{' '}
            {t('how.n', { respondents: formatCount(shown.respondents, language), effective: formatCount(shown.effectiveN, language) })}
          </p>
        </>
      )}
      <HeadlineTable pair={view.headline} waves={waves} language={language} />

      {view.parts.length === 0 ? (
        <>
          <h2>{t('unit.parts')}</h2>
          <p>{t('unit.partsNone')}</p>
        </>
      ) : (
        <>
          <PairChart title={t('unit.parts')} headingLevel={2} lines={view.parts} waves={waves} language={language} source={source} />
          {view.parts.map((part) => (
            <ComponentDetails key={part.code} component={part} waves={waves} language={language} />
          ))}
        </>
      )}

      <Trend trend={view.trend} language={language} source={source} />

      {view.groups && view.groups.length > 0 && <Procedures lines={view.groups} waves={waves} language={language} source={source} />}

      {view.standing && <Standing view={view.standing} own={view.quality?.headline ?? null} language={language} source={source} />}

      {view.drivers && <KeyDrivers view={view.drivers} language={language} source={source} />}

      {view.rule && <MinistryRule view={view.rule} language={language} />}

      <h2>{t('unit.distributions', { wave: closed })}</h2>
      <Distributions lines={view.distributions} language={language} source={source} />

      {view.quality && <DataQuality view={view.quality} selfSelected={view.selfSelected} language={language} />}

      <h2>{t('unit.answers')}</h2>
      <ul>
        {Object.entries(view.answers).map(([wave, count]) => (
          <li key={wave}>{t('unit.answersOf', { wave, count: formatCount(count, language) })}</li>
        ))}
      </ul>
      <p className="quiet">
        {t('unit.answersLive')} {t('unit.onlyOwn', { unit: view.unit.name })}
      </p>

      <HowComputed
        snapshots={view.waves}
        figures={[
          { wave: waves.from, figure: view.headline.from },
          { wave: waves.to, figure: view.headline.to },
        ]}
        language={language}
      />
    </>
  )
}
