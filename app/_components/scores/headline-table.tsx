import type { FigurePair } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import type { WavePair } from '@/lib/format/verdict-sentence.ts'
import { RangeStrip } from '../charts/range-strip.tsx'
import { ChangeCell, FigureCell } from './figure-cell.tsx'
import { Verdict } from './verdict.tsx'

type Props = { readonly pair: FigurePair; readonly waves: WavePair; readonly language: Language }

/** One line of a comparison standing upright, so that a phone shows all of it. */
export function HeadlineTable({ pair, waves, language }: Props) {
  const t = translator(language)
  return (
    <table className="fits">
      <caption>{t('unit.headline')}</caption>
      <tbody>
        <tr>
          <th scope="row">{t('column.score', { wave: waves.from })}</th>
          <FigureCell figure={pair.from} language={language} />
        </tr>
        <tr>
          <th scope="row">{t('column.score', { wave: waves.to })}</th>
          <FigureCell figure={pair.to} language={language} />
        </tr>
        <tr>
          <th scope="row">
            {t('column.change')}
            <RangeStrip pair={pair} waves={waves} language={language} />
          </th>
          <ChangeCell change={pair.change} language={language} />
        </tr>
        <tr>
          <th scope="row">{t('column.verdict')}</th>
          <td>
            <Verdict pair={pair} waves={waves} language={language} />
          </td>
        </tr>
      </tbody>
    </table>
  )
}
