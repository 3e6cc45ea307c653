import type { CommuneComparisonView } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { leftOutWords } from '@/lib/format/left-out-words.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import type { WavePair } from '@/lib/format/verdict-sentence.ts'

type View = Pick<CommuneComparisonView, 'dimensions' | 'componentsInCore' | 'componentsInAll' | 'leftOut'>
type Props = { readonly view: View; readonly waves: WavePair; readonly language: Language }

/** Names of every line of the view by level and code, since what was left out is told by its code. */
const namesOf = ({ dimensions }: View, language: Language): ReadonlyMap<string, string> =>
  new Map(
    dimensions.flatMap((dimension) => [
      [`dimension ${dimension.code}`, pick(dimension.name, language)] as const,
      ...dimension.components.flatMap((component) => [
        [`component ${component.code}`, pick(component.name, language)] as const,
        ...component.indicators.map((indicator) => [`indicator ${indicator.code}`, pick(indicator.name, language)] as const),
      ]),
    ]),
  )

/** The core on which two waves are compared, and what was left out of it, each with its reason. */
export function LeftOut({ view, waves, language }: Props) {
  const t = translator(language)
  const names = namesOf(view, language)
  const caption = t('commune.leftOutTitle', { count: formatCount(view.leftOut.length, language) })
  return (
    <>
      <p>{t('commune.likeWithLike')}</p>
      <p>
        <strong>
          {t('commune.coreText', {
            core: formatCount(view.componentsInCore, language),
            all: formatCount(view.componentsInAll, language),
          })}
        </strong>
      </p>
      {view.leftOut.length === 0 ? (
        <p>{t('commune.leftOutNone')}</p>
      ) : (
        <details>
          <summary>{caption}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard */}
          <section className="table-frame inside" tabIndex={0} aria-label={caption}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('column.name')}</th>
                  <th scope="col">{t('column.why')}</th>
                </tr>
              </thead>
              <tbody>
                {view.leftOut.map(({ level, code, why }) => (
                  <tr key={`${level} ${code} ${why}`}>
                    <th scope="row">
                      {names.get(`${level} ${code}`) ?? code} <span className="quiet small">{code}</span>
                    </th>
                    <td>{leftOutWords(why, waves, language)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </details>
      )}
    </>
  )
}
