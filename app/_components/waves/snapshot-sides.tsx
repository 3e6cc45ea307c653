import type { FigurePair } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { FigureCell } from '../scores/figure-cell.tsx'
import { PairTable } from '../scores/pair-table.tsx'
import { Table } from './table.tsx'

type Side = { readonly wave: string; readonly kind: 'open' | 'closing'; readonly label: string }
type Props = {
  readonly from: Side
  readonly to: Side
  /** Whether the change was computed when the second was taken. */
  readonly compared: boolean
  readonly index: FigurePair
  readonly dimensions: readonly FigurePair[]
  readonly units: readonly FigurePair[]
  readonly language: Language
}

/** Two snapshots side by side: with verdicts where they were computed, else each as it is and what to do for a verdict. */
export function SnapshotSides({ from, to, compared, index, dimensions, units, language }: Props) {
  const t = translator(language)
  const hasIndex = index.from !== null || index.to !== null
  const groups = [
    { title: t('wave.compare.dimensions'), lines: hasIndex ? [index, ...dimensions] : dimensions },
    { title: t('wave.compare.units'), lines: units },
  ].filter(({ lines }) => lines.length > 0)
  const canStart = from.kind === 'closing' && from.wave < to.wave
  const why =
    from.wave === to.wave
      ? t('wave.compare.same')
      : canStart
        ? t('wave.compare.take', { wave: to.wave, start: from.label })
        : t('wave.compare.takeOther')
  return (
    <>
      {!compared && (
        <p>
          {why} {canStart && <a href={`/staff/waves/${to.wave}/snapshots`}>{t('wave.compare.go', { wave: to.wave })}</a>}
        </p>
      )}
      {groups.map(({ title, lines }) =>
        compared ? (
          <PairTable key={title} caption={title} lines={lines} waves={{ from: from.wave, to: to.wave }} language={language} strips />
        ) : (
          <Table key={title} label={title} head={[t('column.name'), from.label, to.label]}>
            {lines.map((line) => (
              <tr key={line.code}>
                <th scope="row">{pick(line.name, language)}</th>
                <FigureCell figure={line.from} language={language} />
                <FigureCell figure={line.to} language={language} />
              </tr>
            ))}
          </Table>
        ),
      )}
    </>
  )
}
