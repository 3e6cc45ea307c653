import { type LinearisedMean, linearisedMean } from './linearised-mean.ts'
import { linearisedVariance, type SurveyDesign } from './survey-design.ts'

export type DistributionRequest = {
  readonly design: SurveyDesign
  /** Coded answers; NaN = missing. */
  readonly answers: Float64Array
  /** The codes to report, in their order. */
  readonly levels: readonly number[]
  /** Codes of the top box, e.g. 4 and 5. Default none. */
  readonly top?: readonly number[]
  /** Codes of the bottom box, e.g. 1 and 2. Default none. */
  readonly bottom?: readonly number[]
  /** Restricts to the rows that are 1: zero influence outside. Default all. */
  readonly domain?: Uint8Array | null
}

export type Share = { readonly value: number; readonly standardError: number }

export type Distribution = {
  readonly kind: 'distribution'
  /** Rows with an answer and a positive weight. */
  readonly respondents: number
  /** Rows of the domain without one. */
  readonly missing: number
  /** Weighted share (0..1) of each level, in the order of the levels. */
  readonly shares: readonly Share[]
  /** Covariance matrix of the shares. */
  readonly covariance: readonly (readonly number[])[]
  /** Answers of each level, unweighted. */
  readonly counts: readonly number[]
  /** Answers that are none of the levels: they stay in the base, so the shares may add up to less than 1. */
  readonly otherAnswers: number
  readonly top: Share
  readonly bottom: Share
  /** Top minus bottom, in one linearisation. */
  readonly net: Share
  readonly degreesOfFreedom: number
}

export type NoAnswers = { readonly kind: 'refusal'; readonly reason: 'all-missing'; readonly detail: string }

/**
 * Weighted distribution of coded answers with top box, bottom box and their difference.
 *
 *   p_l = sum of w over answers l / sum of w over all answers;  z_i = w_i (1[y_i = l] - p_l) / sum w;  V by linearisation
 *
 * Base: all who answered (missing answers are a domain and have no influence). Covariances hold between all levels.
 * @returns the shares, or a refusal where nobody with a positive weight answered
 * @throws {RangeError} on columns whose length is not that of the design, or a level given twice
 * @see Sarndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 5.6; R survey::svymean on a factor
 */
export function distribution(request: DistributionRequest): Distribution | NoAnswers {
  const { design, answers, levels, top = [], bottom = [], domain = null } = request
  if (new Set(levels).size !== levels.length) throw new RangeError('distribution requires levels that differ')
  const isTop = (code: number) => (top.includes(code) ? 1 : 0)
  const isBottom = (code: number) => (bottom.includes(code) ? 1 : 0)
  const scores: readonly ((code: number) => number)[] = [
    ...levels.map((level) => (code: number) => (code === level ? 1 : 0)),
    isTop,
    isBottom,
    (code) => isTop(code) - isBottom(code),
  ]
  const parts = scores.map((score) => linearisedMean(design, scored(answers, score), domain))
  const { respondents, missing } = parts[0] as LinearisedMean
  if (respondents === 0) return { kind: 'refusal', reason: 'all-missing', detail: `none of ${missing} people answered` }
  const width = parts.length
  const matrix = linearisedVariance(
    design,
    parts.map((part) => part.influence),
  )
  const share = (at: number): Share => ({
    value: (parts[at] as LinearisedMean).mean,
    standardError: Math.sqrt(matrix[at * width + at] as number),
  })
  const count = levels.length
  const counts = levelCounts(request)
  return {
    kind: 'distribution',
    respondents,
    missing,
    shares: levels.map((_, at) => share(at)),
    covariance: levels.map((_, row) => levels.map((__, column) => matrix[row * width + column] as number)),
    counts,
    otherAnswers: respondents - counts.reduce((sum, answersOfLevel) => sum + answersOfLevel, 0),
    top: share(count),
    bottom: share(count + 1),
    net: share(count + 2),
    degreesOfFreedom: design.degreesOfFreedom,
  }
}

function scored(answers: Float64Array, score: (code: number) => number): Float64Array {
  return answers.map((answer) => (Number.isNaN(answer) ? Number.NaN : score(answer)))
}

function levelCounts({ design, answers, levels, domain = null }: DistributionRequest): number[] {
  const counts = new Map(levels.map((level) => [level, 0]))
  answers.forEach((answer, row) => {
    const count = counts.get(answer)
    if (count !== undefined && design.weights[row] !== 0 && domain?.[row] !== 0) counts.set(answer, count + 1)
  })
  return [...counts.values()]
}
