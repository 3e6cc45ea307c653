import { describe, expect, test } from 'vitest'
import { answerDistribution } from '@/lib/scoring/answer-distribution.ts'
import type { AnswerSheet } from '@/lib/scoring/types.ts'

const sheet = (codes: number[], weights = codes.map(() => 1)): AnswerSheet => ({
  instrument: 'health-station',
  respondents: codes.length,
  items: { q1: Float64Array.from(codes) },
  dontKnowCode: 98,
  design: {
    weights: Float64Array.from(weights),
    strata: new Int32Array(codes.length),
    clusters: null,
    populationSizes: null,
    selfSelected: true,
  },
  modes: new Int16Array(codes.length),
})
const question = { item: 'q1', codes: [1, 2, 3, 4, 5], top: [4, 5], bottom: [1, 2] }

describe('answerDistribution', () => {
  test('counts people, weighs shares, and keeps "don\'t know" outside the base', () => {
    const result = answerDistribution(sheet([5, 5, 4, 1, 1, 98, Number.NaN], [1, 1, 1, 1, 1, 5, 9]), question)
    expect(result).toMatchObject({ kind: 'distribution', item: 'q1', respondents: 5, effectiveSampleSize: 5, otherAnswers: 0 })
    if (result.kind === 'refusal') throw new Error(result.detail)
    expect(result.answers.map((answer) => [answer.code, answer.respondents, answer.share])).toEqual([
      [1, 2, 0.4],
      [2, 0, 0],
      [3, 0, 0],
      [4, 1, 0.2],
      [5, 2, 0.4],
    ])
    expect(result.dontKnow).toEqual({ respondents: 1, share: 0.5 })
    expect(result.top.share).toBeCloseTo(0.6, 12)
    expect(result.net.share).toBeCloseTo(0.2, 12)
  })

  test('a domain restricts everybody, also those who do not know', () => {
    const domain = { 'health-station': Uint8Array.of(1, 1, 1, 1, 1, 0) }
    expect(answerDistribution(sheet([5, 5, 4, 4, 1, 98]), question, { domain })).toMatchObject({
      respondents: 5,
      dontKnow: { respondents: 0, share: 0 },
    })
  })

  test('refuses fewer people than the threshold, by name', () => {
    expect(answerDistribution(sheet([5, 5, 4, 1, 98]), question)).toMatchObject({
      kind: 'refusal',
      reason: 'too-few-answers',
      respondents: 4,
    })
    expect(answerDistribution(sheet([5, 5]), question, { minimumRespondents: 2 })).toMatchObject({ kind: 'distribution' })
  })

  test('refuses where nobody gave a substantive answer', () => {
    expect(answerDistribution(sheet([98, Number.NaN]), question)).toMatchObject({ kind: 'refusal', reason: 'all-missing', respondents: 0 })
  })

  test('throws on an item that the sheet does not have', () => {
    expect(() => answerDistribution(sheet([1]), { item: 'q9', codes: [1] })).toThrow(
      'answerDistribution requires an item of the sheet, got q9',
    )
  })
})
