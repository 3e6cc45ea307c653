import type { ComponentLine, DimensionLine, FigurePair } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { verdictSentence, type WavePair } from '@/lib/format/verdict-sentence.ts'
import { PairTable } from './pair-table.tsx'
import { Verdict } from './verdict.tsx'

type Context = { readonly waves: WavePair; readonly language: Language }

function Line({ pair, waves, language }: { readonly pair: FigurePair } & Context) {
  return (
    <summary>
      <span className="line">
        <span>{pick(pair.name, language)}</span>
        <Verdict pair={pair} waves={waves} language={language} />
      </span>
    </summary>
  )
}

/** One component: its sentence and its indicators. */
export function ComponentDetails({ component, waves, language }: { readonly component: ComponentLine } & Context) {
  const t = translator(language)
  return (
    <details>
      <Line pair={component} waves={waves} language={language} />
      <div className="inside">
        <p>{verdictSentence(component, waves, language)}</p>
        {component.indicators.length > 0 && (
          <PairTable
            caption={`${t('commune.indicators')}: ${pick(component.name, language)}`}
            lines={component.indicators}
            waves={waves}
            language={language}
            strips
          />
        )}
      </div>
    </details>
  )
}

/** One dimension: its sentence, its components as a table, and each of them down to its indicators. */
export function DimensionDetails({ dimension, waves, language }: { readonly dimension: DimensionLine } & Context) {
  const t = translator(language)
  return (
    <details>
      <Line pair={dimension} waves={waves} language={language} />
      <div className="inside">
        <p>{verdictSentence(dimension, waves, language)}</p>
        <PairTable
          caption={`${t('commune.components')}: ${pick(dimension.name, language)}`}
          lines={dimension.components}
          waves={waves}
          language={language}
          strips
        />
        {dimension.components.map((component) => (
          <ComponentDetails key={component.code} component={component} waves={waves} language={language} />
        ))}
      </div>
    </details>
  )
}
