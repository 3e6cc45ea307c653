import type { FigurePair } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { pairState } from '@/lib/format/pair-state.ts'
import { translator } from '@/lib/format/translate.ts'
import { verdictWords, type WavePair } from '@/lib/format/verdict-sentence.ts'

type Props = { readonly pair: FigurePair; readonly waves: WavePair; readonly language: Language }

/** The verdict in words, with the ±5 % mark beside it where it is passed. Words and weight, no colour. */
export function Verdict({ pair, waves, language }: Props) {
  const passed = pair.change?.kind === 'shown' && pair.change.fivePercentMark
  return (
    <span className={`verdict-${pairState(pair).kind}`}>
      {verdictWords(pair, waves, language)}
      {passed && (
        <>
          {' '}
          <span className="mark">{translator(language)('figure.fivePercent')}</span>
        </>
      )}
    </span>
  )
}
