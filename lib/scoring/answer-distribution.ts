import { distribution, type Share } from '../stats/distribution.ts'
import { linearisedMean } from '../stats/linearised-mean.ts'
import { sheetDesign } from './sheet-design.ts'
import type { AnswerSheet, Refusal, ScoringOptions } from './types.ts'

export type DistributionQuestion = {
  /** Id of the item in the codebook. */
  readonly item: string
  /** Codes to report, in their order; "don't know" is never one of them. */
  readonly codes: readonly number[]
  /** Codes of the top box ("satisfied"), e.g. 4 and 5; and of the bottom box. Default none. */
  readonly top?: readonly number[]
  readonly bottom?: readonly number[]
}

/** A share (0..1) of those who gave a substantive answer, with its linearised standard error. */
export type AnswerShare = { readonly share: number; readonly standardError: number }

export type AnswerDistribution = {
  readonly kind: 'distribution'
  readonly item: string
  /** People with a substantive answer: the base of all shares. */
  readonly respondents: number
  readonly effectiveSampleSize: number
  /** Unweighted people who said "don't know", and their weighted share of all who answered or said so. */
  readonly dontKnow: { readonly respondents: number; readonly share: number }
  readonly answers: readonly (AnswerShare & { readonly code: number; readonly respondents: number })[]
  /** People whose answer is none of the codes asked for. */
  readonly otherAnswers: number
  readonly top: AnswerShare
  readonly bottom: AnswerShare
  /** Top minus bottom, -1..1. */
  readonly net: AnswerShare
}

/**
 * How the answers to one item are spread, weighted, with top and bottom boxes.
 *
 *   share of code c = sum of w over those who answered c / sum of w over all substantive answers
 *
 * "Don't know" and missing answers are outside the base; the share of "don't know" is told apart. Fewer people than
 * `minimumRespondents` (default 5) is a refusal; hiding single small shares is the release's work (see `hiddenCells`).
 * @returns the distribution, or a refusal (all-missing, too-few-answers)
 * @throws {RangeError} on an item that the sheet does not have
 */
export function answerDistribution(
  sheet: AnswerSheet,
  question: DistributionQuestion,
  options: ScoringOptions = {},
): AnswerDistribution | Refusal {
  const column = sheet.items[question.item]
  if (!column) throw new RangeError(`answerDistribution requires an item of the sheet, got ${question.item}`)
  const domain = options.domain?.[sheet.instrument] ?? null
  const design = sheetDesign(sheet.design)
  const answers = column.map((code) => (code === sheet.dontKnowCode ? Number.NaN : code))
  const base = linearisedMean(design, answers, domain)
  const saidDontKnow = column.map((code) => (Number.isNaN(code) ? code : code === sheet.dontKnowCode ? 1 : 0))
  const dontKnow = linearisedMean(design, saidDontKnow, domain)
  const refusal = (reason: Refusal['reason'], detail: string): Refusal => ({
    kind: 'refusal',
    reason,
    respondents: base.respondents,
    effectiveSampleSize: base.effectiveSampleSize,
    detail,
  })
  const minimum = options.minimumRespondents ?? 5
  const spread = distribution({ design, answers, levels: question.codes, top: question.top ?? [], bottom: question.bottom ?? [], domain })
  if (spread.kind === 'refusal') return refusal('all-missing', `nobody answered ${question.item}`)
  if (spread.respondents < minimum)
    return refusal('too-few-answers', `${spread.respondents} people answered ${question.item}, ${minimum} are needed`)
  const dontKnowRespondents = column.reduce((count, code, row) => count + (code === sheet.dontKnowCode && domain?.[row] !== 0 ? 1 : 0), 0)
  const share = ({ value, standardError }: Share): AnswerShare => ({ share: value, standardError })
  return {
    kind: 'distribution',
    item: question.item,
    respondents: spread.respondents,
    effectiveSampleSize: base.effectiveSampleSize,
    dontKnow: { respondents: dontKnowRespondents, share: dontKnow.mean },
    answers: question.codes.map((code, at) => ({ code, respondents: spread.counts[at] as number, ...share(spread.shares[at] as Share) })),
    otherAnswers: spread.otherAnswers,
    top: share(spread.top),
    bottom: share(spread.bottom),
    net: share(spread.net),
  }
}
