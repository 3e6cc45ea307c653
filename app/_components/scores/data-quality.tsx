import type { QualityView } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { formatCount, formatShare } from '@/lib/format/numbers.ts'
import { refusalWords } from '@/lib/format/refusal-words.ts'
import { translator } from '@/lib/format/translate.ts'
import { variableText } from '@/lib/format/variable-text.ts'
import { modeText } from '../waves/mode-text.ts'

type Props = { readonly view: QualityView; readonly selfSelected: boolean; readonly language: Language }

/** How far the answers carry: how many, how many that is worth, of how many, weighted to what, and how they came. */
export function DataQuality({ view, selfSelected, language }: Props) {
  const t = translator(language)
  const { headline, population, responses } = view
  const variables = (names: readonly string[]) => names.map((name) => variableText(t, name)).join(', ')
  const coverage =
    population === null || view.coverage === null
      ? t('quality.noRegister')
      : t('quality.coverageOf', {
          count: formatCount(responses, language),
          population: formatCount(population, language),
          share: formatShare(view.coverage, language),
        })
  return (
    <section aria-labelledby="quality">
      <h2 id="quality">{t('quality.title', { wave: view.wave })}</h2>
      <table className="fits">
        <tbody>
          <tr>
            <th scope="row">{t('quality.responses')}</th>
            <td className="number">{formatCount(responses, language)}</td>
          </tr>
          {headline && (
            <tr>
              <th scope="row">{t('quality.effective')}</th>
              <td>
                {headline.kind === 'shown'
                  ? formatCount(headline.effectiveN, language)
                  : refusalWords(headline.reason, headline.respondents, language)}
              </td>
            </tr>
          )}
          {headline?.kind === 'shown' && headline.dontKnowShare !== null && (
            <tr>
              <th scope="row">{t('quality.dontKnow')}</th>
              <td>{formatShare(headline.dontKnowShare, language)}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{t('quality.coverage')}</th>
            <td>{coverage}</td>
          </tr>
          <tr>
            <th scope="row">{t('quality.weights')}</th>
            <td>
              {view.raked.length > 0 ? t('quality.raked', { variables: variables(view.raked) }) : t('quality.unweighted')}
              {view.notRaked.length > 0 && (
                <span className="small quiet">{t('quality.notRaked', { variables: variables(view.notRaked) })}</span>
              )}
            </td>
          </tr>
          {view.modes.map(({ modes, responses: of, share }) => (
            <tr key={modes.join()}>
              <th scope="row">{t('quality.mode', { modes: modes.map((mode) => modeText(t, mode)).join(', ') })}</th>
              <td className="number">{t('quality.modeOf', { count: formatCount(of, language), share: formatShare(share, language) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small quiet">{selfSelected ? t('quality.selfSelected') : t('quality.drawn')}</p>
    </section>
  )
}
