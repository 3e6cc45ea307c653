import type { RuleView } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { formatCount, formatInterval, formatPercent, formatPercentInterval, formatScore } from '@/lib/format/numbers.ts'
import { refusalWords } from '@/lib/format/refusal-words.ts'
import { translator } from '@/lib/format/translate.ts'

type Props = { readonly view: RuleView; readonly language: Language }

/** A unit's figures by the rule of its ministry: what each counts, of how many people, and how sure we are of the formula. */
export function MinistryRule({ view, language }: Props) {
  const t = translator(language)
  const list = (texts: RuleView['itemsLeftOut']) => texts.map((text) => pick(text, language)).join('; ')
  return (
    <section aria-labelledby="rule">
      <h2 id="rule">{t('rule.title', { wave: view.wave })}</h2>
      <p>{t('rule.lead')}</p>
      <table className="fits">
        <caption>{t(`rule.name.${view.rule}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.figure')}</th>
            <th scope="col">{t('column.value')}</th>
          </tr>
        </thead>
        <tbody>
          {view.figures.map((line) => (
            <tr key={line.code}>
              <th scope="row">
                {t(`rule.figure.${line.code}`)}
                <span className="small quiet">{t(`rule.certainty.${line.certainty}`)}</span>
              </th>
              <RuleCell line={line} language={language} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small quiet">
        {view.items > 0 && t('rule.items', { count: formatCount(view.items, language) })}{' '}
        {view.itemsLeftOut.length > 0 && t('rule.leftOut', { items: list(view.itemsLeftOut) })}{' '}
        {view.partsNotAsked.length > 0 && t('rule.partsNotAsked', { parts: list(view.partsNotAsked) })}{' '}
        {view.rule === 'sipas' && t('rule.bothSipas')}
      </p>
    </section>
  )
}

function RuleCell({ line: { figure, scale }, language }: { readonly line: RuleView['figures'][number]; readonly language: Language }) {
  if (figure.kind === 'refused') return <td className="quiet small">{refusalWords(figure.reason, figure.respondents, language)}</td>
  const percent = scale === 'percent'
  const interval = percent ? formatPercentInterval : formatInterval
  return (
    <td className="number">
      {percent ? formatPercent(figure.value, language) : formatScore(figure.value, language)}
      <span className="small quiet">{interval(figure.lower, figure.upper, language)}</span>
      <span className="small quiet">n = {formatCount(figure.respondents, language)}</span>
    </td>
  )
}
