import { type LinearScore, linearMean, meanOfScores, scaleScore, toScore } from './linear-score.ts'
import { refuse } from './refuse.ts'
import { thresholdsOf } from './score-wave.ts'
import { sheetSamples } from './sheet-sample.ts'
import type { AnswerSheet, EstimateOrRefusal, Refusal, ScoringOptions } from './types.ts'

/** A part of a form ("A. Khả năng tiếp cận") and its items on the scale 1 to 5. */
export type FormPart = { readonly code: string; readonly items: readonly string[] }

export type ItemSatisfaction = {
  readonly item: string
  /** On 1..5. */
  readonly mean: EstimateOrRefusal
  /** Mean / 5 * 100, on 20..100. */
  readonly meanPercent: EstimateOrRefusal
  /** Share of answers 4 and 5, in per cent. */
  readonly topTwoPercent: EstimateOrRefusal
}

export type PartSatisfaction = Omit<ItemSatisfaction, 'item'> & {
  readonly code: string
  readonly items: readonly ItemSatisfaction[]
  /** Items that too few people answered: the part is the mean of the others. */
  readonly itemsLeftOut: readonly string[]
}

export type SatisfactionScores = {
  readonly parts: readonly PartSatisfaction[]
  /** Means over all items, each item counting once. */
  readonly overItems: Omit<ItemSatisfaction, 'item'>
  /** Means over the parts, each part counting once however many items it has. */
  readonly overParts: Omit<ItemSatisfaction, 'item'>
  /** Share of all answers (to whatever item) that are 4 or 5, in per cent. */
  readonly answersTopTwoPercent: EstimateOrRefusal
  /** Share of people whose every answer is 4 or 5, in per cent; who answered at least half of the items. */
  readonly peopleAllTopTwoPercent: EstimateOrRefusal
}

const LEAST = 1
const MOST = 5
/** "Không sử dụng, không ý kiến" of the ministry's forms. */
const NOT_USED = 0

type Figures = { readonly mean: LinearScore; readonly topTwo: LinearScore }

/**
 * Everything that the ministries' forms on the scale 1 to 5 are summed up by; the named rules choose from it.
 *
 * 0 ("did not use") and "don't know" are outside every base, as missing answers are. Items of one sheet are answered by the
 * same people, so that the standard errors of parts and wholes keep their covariance. An item refused by the thresholds is left
 * out of its part and listed; a part without items left is refused, and with it the whole.
 * @throws {RangeError} on an item that the sheet does not have, an answer outside 1..5, an item in two parts, as `sheetSamples`
 */
export function satisfactionScores(sheet: AnswerSheet, parts: readonly FormPart[], options: ScoringOptions = {}): SatisfactionScores {
  const names = parts.flatMap((part) => part.items)
  if (names.length === 0 || new Set(names).size !== names.length)
    throw new RangeError('satisfactionScores requires items, each in one part')
  const thresholds = thresholdsOf(options)
  const sample = sheetSamples([sheet], options.domain, true).get(sheet.instrument)
  if (!sample) throw new RangeError('satisfactionScores requires a sheet')
  const { design, inside } = sample
  const columns = new Map(names.map((name) => [name, scaleColumn(sheet, name)]))
  const columnOf = (name: string) => columns.get(name) as Float64Array
  const isTop = (answer: number) => (Number.isNaN(answer) ? answer : answer >= 4 ? 1 : 0)
  const score = (of: LinearScore, name: string) => toScore(design, of, thresholds, name)
  const show = ({ mean, topTwo }: Figures, name: string): Omit<ItemSatisfaction, 'item'> => ({
    mean: score(mean, name),
    meanPercent: score(scaleScore(mean, 100 / MOST), name),
    topTwoPercent: score(scaleScore(topTwo, 100), name),
  })
  const refused = (refusal: Refusal) => ({ mean: refusal, meanPercent: refusal, topTwoPercent: refusal })
  const meanOf = (all: readonly Figures[]): Figures => ({
    mean: meanOfScores(all.map((one) => one.mean)),
    topTwo: meanOfScores(all.map((one) => one.topTwo)),
  })

  const figures = new Map<string, Figures>()
  for (const name of names)
    figures.set(name, {
      mean: linearMean(design, columnOf(name), inside, [LEAST, MOST]),
      topTwo: linearMean(design, columnOf(name).map(isTop), inside, [0, 1]),
    })
  const used: Figures[] = []
  const wholes: Figures[] = []
  const shown = parts.map(({ code, items: partItems }): PartSatisfaction => {
    const items = partItems.map((item) => ({ item, ...show(figures.get(item) as Figures, item) }))
    const kept = items.filter(({ mean }) => mean.kind === 'estimate').map(({ item }) => figures.get(item) as Figures)
    const itemsLeftOut = items.filter(({ mean }) => mean.kind === 'refusal').map(({ item }) => item)
    if (kept.length === 0) {
      return { code, items, itemsLeftOut, ...refused(firstRefusal(items, code)) }
    }
    const whole = meanOf(kept)
    used.push(...kept)
    wholes.push(whole)
    return { code, items, itemsLeftOut, ...show(whole, code) }
  })

  const empty = shown.find(({ items, itemsLeftOut }) => itemsLeftOut.length === items.length)?.mean
  const missing = empty?.kind === 'refusal' ? empty : null

  // Answers pooled over items: a ratio of top answers to answers for each person, weighted by the answers given.
  const given = names.map((name) => columnOf(name))
  const answered = Float64Array.from({ length: sheet.respondents }, (_, row) =>
    given.reduce((count, column) => count + (Number.isNaN(column[row] as number) ? 0 : 1), 0),
  )
  const top = Float64Array.from({ length: sheet.respondents }, (_, row) =>
    given.reduce((count, column) => count + ((column[row] as number) >= 4 ? 1 : 0), 0),
  )
  const share = top.map((count, row) => ((answered[row] as number) > 0 ? count / (answered[row] as number) : Number.NaN))
  const pooledDesign = { ...design, weights: design.weights.map((weight, row) => weight * (answered[row] as number)) }
  const pooled = {
    ...linearMean(pooledDesign, share, inside, [0, 1]),
    effectiveSampleSize: linearMean(design, share, inside, [0, 1]).effectiveSampleSize,
  }
  const all = top.map((count, row) =>
    2 * (answered[row] as number) >= names.length && (answered[row] as number) > 0 ? (count === answered[row] ? 1 : 0) : Number.NaN,
  )
  return {
    parts: shown,
    overItems: missing ? refused(missing) : show(meanOf(used), 'all items'),
    overParts: missing ? refused(missing) : show(meanOf(wholes), 'all parts'),
    answersTopTwoPercent: score(scaleScore(pooled, 100), 'answers 4 and 5'),
    peopleAllTopTwoPercent: score(scaleScore(linearMean(design, all, inside, [0, 1]), 100), 'people with every answer 4 or 5'),
  }
}

function firstRefusal(items: readonly ItemSatisfaction[], code: string): Refusal {
  const refusals = items.flatMap(({ mean }) => (mean.kind === 'refusal' ? [mean] : []))
  const first = refusals[0] ?? refuse('all-missing', 'no items')
  return { ...first, detail: `part ${code}: ${first.detail}` }
}

function scaleColumn(sheet: AnswerSheet, item: string): Float64Array {
  const column = sheet.items[item]
  if (!column) throw new RangeError(`satisfactionScores requires an item of the sheet, got ${item}`)
  return column.map((answer) => {
    if (Number.isNaN(answer) || answer === NOT_USED || answer === sheet.dontKnowCode) return Number.NaN
    if (!(answer >= LEAST && answer <= MOST))
      throw new RangeError(`satisfactionScores requires answers from ${LEAST} to ${MOST}, got ${answer} in ${item}`)
    return answer
  })
}
