import type { QualityView } from '@/lib/format/figures.ts'
import { figureOf, findFigure, type ReleasedFigures } from './released-figures.ts'
import type { ReadScoreRow } from './score-row.ts'

const names = (value: unknown, of: (one: unknown) => unknown = (one) => one): readonly string[] =>
  Array.isArray(value) ? value.map(of).filter((one) => typeof one === 'string') : []
const fieldOf = (name: string) => (one: unknown) =>
  typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[name] : null

/** How far the answers of a closing snapshot carry: how many, against which register, how they came; null where it holds no count. */
export function qualityView(
  wave: string,
  place: { readonly unitId: string; readonly model: string },
  rows: readonly ReadScoreRow[],
  released: ReleasedFigures,
): QualityView | null {
  const of = (figure: ReadScoreRow['figure']) => rows.find((row) => row.figure === figure && row.model === place.model)
  const count = of('count')
  if (!count || count.respondents === null) return null
  const headline = figureOf(findFigure(released, place, 'score', 'dimension', 'U'))
  const weighting = (count.detail['weighting'] ?? {}) as Record<string, unknown>
  const { population } = weighting
  const { groups, coverage } = of('modes')?.detail ?? {}
  return {
    wave,
    responses: count.respondents,
    headline,
    population: typeof population === 'number' ? population : null,
    coverage: typeof coverage === 'number' ? coverage : null,
    raked: names(weighting['variables']),
    notRaked: names(weighting['leftOut'], fieldOf('variable')),
    modes: (Array.isArray(groups) ? groups : []).flatMap((group) => {
      const [respondents, share] = [fieldOf('respondents')(group), fieldOf('share')(group)]
      return typeof respondents === 'number' && typeof share === 'number'
        ? [{ modes: names(fieldOf('modes')(group)), responses: respondents, share }]
        : []
    }),
  }
}
