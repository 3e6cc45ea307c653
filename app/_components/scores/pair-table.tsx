import type { FigurePair } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import type { WavePair } from '@/lib/format/verdict-sentence.ts'
import { RangeStrip } from '../charts/range-strip.tsx'
import { ChangeCell, FigureCell } from './figure-cell.tsx'
import { Verdict } from './verdict.tsx'

type Props = {
  readonly caption: string
  readonly lines: readonly (FigurePair & { readonly source?: string })[]
  readonly waves: WavePair
  readonly language: Language
  /** A small chart in every row: left out in the twin of a chart. */
  readonly strips?: boolean
}

/** Lines of a comparison as a table: each year's own score, what they share, the verdict. */
export function PairTable({ caption, lines, waves, language, strips = false }: Props) {
  const t = translator(language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            {strips && <td />}
            <th scope="col">{t('column.score', { wave: waves.from })}</th>
            <th scope="col">{t('column.score', { wave: waves.to })}</th>
            <th scope="col">{t('column.change')}</th>
            <th scope="col">{t('column.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.code}>
              <th scope="row">
                {pick(line.name, language)}
                {line.source && (
                  <span className="small quiet">
                    {t('column.source')}: {line.source}
                  </span>
                )}
              </th>
              {strips && (
                <td>
                  <RangeStrip pair={line} waves={waves} language={language} />
                </td>
              )}
              <FigureCell figure={line.from} language={language} />
              <FigureCell figure={line.to} language={language} />
              <ChangeCell change={line.change} language={language} />
              <td>
                <Verdict pair={line} waves={waves} language={language} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
