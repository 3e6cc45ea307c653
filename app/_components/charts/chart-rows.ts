import type { BenchmarkPoint, Figure, FigurePair, UnitScoresView } from '@/lib/format/figures.ts'
import { type Language, pick } from '@/lib/format/language.ts'
import { formatInterval, formatScore } from '@/lib/format/numbers.ts'
import { emptyPlaceWords } from '@/lib/format/refusal-words.ts'
import { type Translate, translator } from '@/lib/format/translate.ts'
import { verdictWords, type WavePair } from '@/lib/format/verdict-sentence.ts'

export type Series = 'from' | 'to'

/** One year of a row: a dot with its interval, a hatched place with the reason, or nothing because it was not asked. */
export type Lane =
  | {
      readonly kind: 'point'
      readonly series: Series
      readonly value: number
      readonly lower: number
      readonly upper: number
      readonly text: string
      readonly title: string
    }
  | { readonly kind: 'refused'; readonly series: Series; readonly text: string }
  | { readonly kind: 'none'; readonly series: Series; readonly text: string }

export type ChartRow = {
  readonly key: string
  readonly label: string
  readonly verdict: string
  readonly lanes: readonly Lane[]
  /** Draw the line from one year's dot to the other's: only where the two were compared. */
  readonly linked: boolean
  readonly benchmark: { readonly value: number; readonly title: string } | null
}

const point = (series: Series, wave: string, value: number, interval: readonly [number, number], language: Language): Lane => ({
  kind: 'point',
  series,
  value,
  lower: interval[0],
  upper: interval[1],
  text: `${wave}: ${formatScore(value, language)}`,
  title: `${wave}: ${formatScore(value, language)} (${formatInterval(interval[0], interval[1], language)})`,
})

const lane = (series: Series, wave: string, figure: Figure | null, language: Language, t: Translate): Lane => {
  if (!figure) return { kind: 'none', series, text: `${wave}: ${t('figure.noFigure')}` }
  if (figure.kind === 'shown') return point(series, wave, figure.value, [figure.lower, figure.upper], language)
  return { kind: 'refused', series, text: `${wave}: ${emptyPlaceWords(figure.reason, figure.respondents, language)}` }
}

/**
 * A line of a comparison as a row of the chart. Where the two waves were compared, both dots are on their common core, so that picture and
 * verdict say the same; elsewhere each wave shows its own score.
 */
export const pairRow = (pair: FigurePair, waves: WavePair, language: Language, benchmark?: BenchmarkPoint): ChartRow => {
  const t = translator(language)
  const compared = pair.change?.kind === 'shown' && pair.change.verdict !== 'not-comparable' ? pair.change : null
  return {
    key: pair.code,
    label: pick(pair.name, language),
    verdict: verdictWords(pair, waves, language),
    lanes: compared
      ? [
          point('from', waves.from, compared.fromValue, compared.fromInterval, language),
          point('to', waves.to, compared.toValue, compared.toInterval, language),
        ]
      : [lane('from', waves.from, pair.from, language, t), lane('to', waves.to, pair.to, language, t)],
    linked: compared !== null,
    benchmark:
      typeof benchmark?.value === 'number'
        ? { value: benchmark.value, title: `${benchmark.province} ${benchmark.year}: ${formatScore(benchmark.value, language)}` }
        : null,
  }
}

/** The headline of each wave, oldest first, a row a wave. */
export const trendRows = (trend: UnitScoresView['trend'], language: Language): readonly ChartRow[] =>
  trend.map(({ wave, figure }, index) => ({
    key: wave,
    label: '',
    verdict: '',
    lanes: [lane(index === trend.length - 1 ? 'to' : 'from', wave, figure, language, translator(language))],
    linked: false,
    benchmark: null,
  }))
