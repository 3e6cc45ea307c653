import type { GroupLine } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import type { WavePair } from '@/lib/format/verdict-sentence.ts'
import { PairChart } from '../charts/pair-chart.tsx'
import { PairTable } from './pair-table.tsx'
import { Verdict } from './verdict.tsx'

type Props = { readonly lines: readonly GroupLine[]; readonly waves: WavePair; readonly language: Language; readonly source: string }

/** The procedures of a one-stop desk: how many of the compulsory fields can be scored, all side by side, and each part by part. */
export function Procedures({ lines, waves, language, source }: Props) {
  const t = translator(language)
  const compulsory = lines.filter((line) => line.compulsory)
  return (
    <>
      <PairChart title={t('unit.groups')} headingLevel={2} lines={lines} waves={waves} language={language} source={source} />
      {compulsory.length > 0 && (
        <p>
          {t('procedure.compulsory', {
            names: compulsory.map(({ name }) => pick(name, language)).join('; '),
            shown: formatCount(compulsory.filter(({ to }) => to?.kind === 'shown').length, language),
            all: formatCount(compulsory.length, language),
          })}
        </p>
      )}
      {lines
        .filter(({ parts }) => parts.length > 0)
        .map((line) => (
          <details key={line.code}>
            <summary>
              <span className="line">
                <span>{pick(line.name, language)}</span>
                <Verdict pair={line} waves={waves} language={language} />
              </span>
            </summary>
            <div className="inside">
              <PairTable
                caption={t('procedure.parts', { name: pick(line.name, language) })}
                lines={line.parts}
                waves={waves}
                language={language}
              />
            </div>
          </details>
        ))}
    </>
  )
}
