import type { CommuneComparisonView, UnitLine } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import type { WavePair } from '@/lib/format/verdict-sentence.ts'
import { PairChart } from '../charts/pair-chart.tsx'

type Props = {
  readonly units: CommuneComparisonView['units']
  readonly waves: WavePair
  readonly language: Language
  readonly source: string
  /** Whether the reader may open the page of a unit. */
  readonly linked: boolean
}

const kinds = ['health-station', 'primary-school', 'one-stop-desk', 'village', 'commune'] as const satisfies readonly UnitLine['kind'][]

/** Units beside each other, within their kind: each kind has an instrument of its own. */
export function UnitsByKind({ units, waves, language, source, linked }: Props) {
  const t = translator(language)
  if (units.length === 0) return <p>{t('commune.unitsNone')}</p>
  const present = kinds.map((kind) => ({ kind, of: units.filter((unit) => unit.kind === kind) })).filter(({ of }) => of.length > 0)
  return (
    <>
      <p>
        {t('commune.unitsLead')} {t('commune.unitsSameKind')}
      </p>
      {present.map(({ kind, of }) => (
        <section key={kind}>
          <PairChart title={t(`kind.${kind}`)} headingLevel={3} lines={of} waves={waves} language={language} source={source} />
          <ul>
            {of.map((unit) => (
              <li key={unit.code}>
                {linked ? <a href={`/staff/unit/${encodeURIComponent(unit.code)}`}>{unit.name[language]}</a> : unit.name[language]}
                <span className="quiet small">
                  {Object.entries(unit.answers)
                    .map(([wave, count]) => ` · ${t('unit.answersOf', { wave, count: formatCount(count, language) })}`)
                    .join('')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
