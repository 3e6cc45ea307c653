import { type LinearisedMean, linearisedMean } from './linearised-mean.ts'
import { linearisedVariance, type SurveyDesign } from './survey-design.ts'

export type KitagawaRequest = {
  /** One design that holds the respondents of both waves, so that shared clusters count once. */
  readonly design: SurveyDesign
  readonly answers: Float64Array
  /** Group number of each respondent, 0..groupCount-1; -1 = unknown. */
  readonly groups: Int32Array
  readonly groupCount: number
  /** 1 for respondents of the wave, else 0. */
  readonly from: Uint8Array
  readonly to: Uint8Array
}

export type Effect = { readonly value: number; readonly standardError: number }

export type Kitagawa = {
  readonly kind: 'kitagawa'
  readonly shareFrom: readonly number[]
  readonly shareTo: readonly number[]
  readonly meanFrom: readonly number[]
  readonly meanTo: readonly number[]
  /** Change of the mean = composition + rate. */
  readonly total: Effect
  /** What the change of who answered makes: sum (share_to - share_from) (mean_from + mean_to) / 2. */
  readonly composition: Effect
  /** What the change of how each group answered makes: sum (share_from + share_to) / 2 (mean_to - mean_from). */
  readonly rate: Effect
  readonly compositionByGroup: readonly number[]
  readonly rateByGroup: readonly number[]
  /** The same split with an interaction, from the first wave's rates and shares. */
  readonly threefold: { readonly compositionAtFromRates: number; readonly rateAtFromShares: number; readonly interaction: number }
}

export type EmptyGroup = {
  readonly kind: 'refusal'
  readonly reason: 'empty-group'
  readonly group: number
  readonly wave: 'from' | 'to'
  readonly detail: string
}

/**
 * Kitagawa's split of a change of means into composition ("who answered") and rate ("how they answered"), averaged weights.
 *
 * Base: respondents of either wave with an answer and a known group. Standard errors by linearisation of shares and means in
 * the one design of both waves.
 * @returns the split, or a refusal that names a group with nobody in a wave (its mean does not exist)
 * @throws {RangeError} on columns whose length is not that of the design, or group numbers out of range
 * @see Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50
 */
export function kitagawa({ design, answers, groups, groupCount, from, to }: KitagawaRequest): Kitagawa | EmptyGroup {
  if (groups.length !== design.rows || from.length !== design.rows || to.length !== design.rows)
    throw new RangeError(`kitagawa requires columns of ${design.rows} rows`)
  for (const group of groups)
    if (!(group >= -1 && group < groupCount)) throw new RangeError('kitagawa requires groups from -1 to groupCount - 1')
  const known = answers.map((answer, row) => ((groups[row] as number) < 0 ? Number.NaN : answer))
  const parts = (wave: Uint8Array) =>
    Array.from({ length: groupCount }, (_, group) => {
      const inGroup = known.map((answer, row) => (Number.isNaN(answer) ? answer : groups[row] === group ? 1 : 0))
      return {
        share: linearisedMean(design, inGroup, wave),
        mean: linearisedMean(
          design,
          known,
          wave.map((inside, row) => (groups[row] === group ? inside : 0)),
        ),
      }
    })
  const before = parts(from)
  const after = parts(to)
  for (let group = 0; group < groupCount; group++) {
    const wave = before[group]?.mean.respondents === 0 ? 'from' : after[group]?.mean.respondents === 0 ? 'to' : null
    if (wave) return { kind: 'refusal', reason: 'empty-group', group, wave, detail: `group ${group} has nobody in the wave ${wave}` }
  }
  const compositionColumn = new Float64Array(design.rows)
  const rateColumn = new Float64Array(design.rows)
  const compositionByGroup: number[] = []
  const rateByGroup: number[] = []
  const threefold = { compositionAtFromRates: 0, rateAtFromShares: 0, interaction: 0 }
  const add = (column: Float64Array, factor: number, { influence }: LinearisedMean) => {
    for (let row = 0; row < column.length; row++) column[row] = (column[row] as number) + factor * (influence[row] as number)
  }
  before.forEach((one, group) => {
    const two = after[group] as (typeof after)[number]
    const shareChange = two.share.mean - one.share.mean
    const meanChange = two.mean.mean - one.mean.mean
    const shareMiddle = (one.share.mean + two.share.mean) / 2
    const meanMiddle = (one.mean.mean + two.mean.mean) / 2
    compositionByGroup.push(shareChange * meanMiddle)
    rateByGroup.push(shareMiddle * meanChange)
    threefold.compositionAtFromRates += shareChange * one.mean.mean
    threefold.rateAtFromShares += one.share.mean * meanChange
    threefold.interaction += shareChange * meanChange
    add(compositionColumn, meanMiddle, two.share)
    add(compositionColumn, -meanMiddle, one.share)
    add(compositionColumn, shareChange / 2, one.mean)
    add(compositionColumn, shareChange / 2, two.mean)
    add(rateColumn, shareMiddle, two.mean)
    add(rateColumn, -shareMiddle, one.mean)
    add(rateColumn, meanChange / 2, one.share)
    add(rateColumn, meanChange / 2, two.share)
  })
  const totalColumn = compositionColumn.map((value, row) => value + (rateColumn[row] as number))
  const matrix = linearisedVariance(design, [compositionColumn, rateColumn, totalColumn])
  const effect = (values: readonly number[], place: number): Effect => ({
    value: values.reduce((sum, value) => sum + value, 0),
    standardError: Math.sqrt(matrix[place * 3 + place] as number),
  })
  return {
    kind: 'kitagawa',
    shareFrom: before.map((part) => part.share.mean),
    shareTo: after.map((part) => part.share.mean),
    meanFrom: before.map((part) => part.mean.mean),
    meanTo: after.map((part) => part.mean.mean),
    total: effect([...compositionByGroup, ...rateByGroup], 2),
    composition: effect(compositionByGroup, 0),
    rate: effect(rateByGroup, 1),
    compositionByGroup,
    rateByGroup,
    threefold,
  }
}
