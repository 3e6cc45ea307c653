import type { ChangeFigure, Figure } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { formatDifference, formatDifferenceInterval, formatInterval, formatScore } from '@/lib/format/numbers.ts'
import { refusalWords } from '@/lib/format/refusal-words.ts'
import { translator } from '@/lib/format/translate.ts'

/** A score with its interval, or the reason why there is none. */
export function FigureCell({ figure, language }: { readonly figure: Figure | null; readonly language: Language }) {
  if (!figure) return <td className="quiet small">{translator(language)('figure.noFigure')}</td>
  if (figure.kind === 'refused') return <td className="quiet small">{refusalWords(figure.reason, figure.respondents, language)}</td>
  return (
    <td className="number">
      {formatScore(figure.value, language)}
      <span className="small quiet">{formatInterval(figure.lower, figure.upper, language)}</span>
    </td>
  )
}

/** What is left of the two years on their common core: both values, the difference and its interval. */
export function ChangeCell({ change, language }: { readonly change: ChangeFigure | null; readonly language: Language }) {
  if (change?.kind !== 'shown') return <td className="quiet">–</td>
  return (
    <td className="number">
      {formatScore(change.fromValue, language)} → {formatScore(change.toValue, language)}
      <span className="small quiet">
        {formatDifference(change.difference, language)} ({formatDifferenceInterval(change.lower, change.upper, language)})
      </span>
    </td>
  )
}
