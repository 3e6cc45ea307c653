import { type Language, pick } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'

type Text = { readonly vi: string; readonly en: string }
type Cell = { readonly target: number; readonly answers: number | 'few' | 'hidden' }
type Board = {
  readonly rows: readonly { readonly code: string; readonly label: Text | null; readonly cells: readonly Cell[] }[]
  readonly columns: readonly { readonly key: string; readonly labels: readonly Text[] }[]
  readonly unplaced: number | null
}
type Props = { readonly board: Board; readonly title: string; readonly language: Language }

/** Who is still missing, cell by cell: answers there are, of those needed. Weight and words say where, never colour alone. */
export function QuotaTable({ board, title, language }: Props) {
  const t = translator(language)
  const count = (n: number) => formatCount(n, language)
  const cells = board.rows.flatMap((row) => row.cells)
  const words = ({ answers, target }: Cell) => {
    const there = typeof answers === 'number' ? count(answers) : t(`wave.quota.${answers}`)
    return t('wave.quota.cell', { answers: there, target: count(target) })
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={title}>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('wave.variable.village')}</th>
              {board.columns.map(({ key, labels }) => (
                <th scope="col" key={key}>
                  {labels.map((label) => pick(label, language)).join(', ')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.rows.map(({ code, label, cells: own }) => (
              <tr key={code}>
                <th scope="row">{label ? pick(label, language) : t('wave.quota.all')}</th>
                {own.map((cell, at) => {
                  const met = typeof cell.answers === 'number' && cell.answers >= cell.target
                  return (
                    <td className={`number${met ? ' quiet' : ''}`} key={board.columns[at]?.key}>
                      {met ? words(cell) : <strong>{words(cell)}</strong>}
                      {met && cell.target > 0 && <span className="small">{t('wave.quota.met')}</span>}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {cells.some(({ answers }) => typeof answers !== 'number') && <p className="quiet">{t('wave.quota.hiddenWhy')}</p>}
      {board.unplaced !== null && board.unplaced > 0 && (
        <p className="quiet">{t('wave.quota.unplaced', { count: count(board.unplaced) })}</p>
      )}
    </>
  )
}
