import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DistributionRequest, distribution } from '@/lib/stats/distribution.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'

const design = (weights: number[]) => surveyDesign({ weights: Float64Array.from(weights) })
const shares = (request: DistributionRequest) => {
  const result = distribution(request)
  if (result.kind === 'refusal') throw new Error(result.detail)
  return result
}

describe('distribution', () => {
  test('shares of a simple random sample have the standard error of a proportion with n - 1', () => {
    const result = shares({
      design: design([1, 1, 1, 1]),
      answers: Float64Array.of(1, 5, 5, 4),
      levels: [1, 2, 3, 4, 5],
      top: [4, 5],
      bottom: [1, 2],
    })
    expect(result.shares.map((share) => share.value)).toEqual([0.25, 0, 0, 0.25, 0.5])
    expect(result.counts).toEqual([1, 0, 0, 1, 2])
    expect(result.top.value).toBe(0.75)
    expect(result.top.standardError).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 3), 12)
    expect(result.net.value).toBe(0.5)
    expect(result.degreesOfFreedom).toBe(3)
  })

  test('weights move the shares, not the counts', () => {
    const result = shares({ design: design([1, 3]), answers: Float64Array.of(1, 2), levels: [1, 2] })
    expect(result.shares.map((share) => share.value)).toEqual([0.25, 0.75])
    expect(result.counts).toEqual([1, 1])
  })

  test('missing answers leave the base and are counted', () => {
    const result = shares({ design: design([1, 1, 1]), answers: Float64Array.of(1, Number.NaN, 2), levels: [1, 2] })
    expect(result).toMatchObject({ respondents: 2, missing: 1 })
    expect(result.shares[0]?.value).toBe(0.5)
  })

  test('answers that are no level stay in the base', () => {
    const result = shares({ design: design([1, 1, 1, 1]), answers: Float64Array.of(1, 2, 4.5, 1), levels: [1, 2] })
    expect(result.otherAnswers).toBe(1)
    expect(result.shares.map((share) => share.value)).toEqual([0.5, 0.25])
  })

  test('a domain looks at its own people, and the others still count in the design', () => {
    const inside = shares({
      design: design([1, 1, 1, 1]),
      answers: Float64Array.of(1, 2, 1, 1),
      levels: [1, 2],
      domain: Uint8Array.of(1, 1, 0, 0),
    })
    expect(inside.shares[0]?.value).toBe(0.5)
    expect(inside.counts).toEqual([1, 1])
    expect(inside.degreesOfFreedom).toBe(3)
  })

  test('respondents of weight zero are not counted', () => {
    const result = shares({ design: design([1, 0]), answers: Float64Array.of(1, 2), levels: [1, 2] })
    expect(result).toMatchObject({ respondents: 1, counts: [1, 0], otherAnswers: 0 })
  })

  test.each([
    { case: 'nobody answered', weights: [1, 1], answers: [Number.NaN, Number.NaN] },
    { case: 'every weight is zero', weights: [0, 0], answers: [1, 2] },
    { case: 'there is nobody', weights: [], answers: [] },
  ])('refuses where $case', ({ weights, answers }) => {
    expect(distribution({ design: design(weights), answers: Float64Array.from(answers), levels: [1, 2] })).toMatchObject({
      kind: 'refusal',
      reason: 'all-missing',
    })
  })

  test('throws on a level given twice and on columns of another length', () => {
    expect(() => distribution({ design: design([1]), answers: Float64Array.of(1), levels: [1, 1] })).toThrow(
      'distribution requires levels that differ',
    )
    expect(() => distribution({ design: design([1]), answers: Float64Array.of(1, 2), levels: [1] })).toThrow(RangeError)
    expect(() => distribution({ design: design([1]), answers: Float64Array.of(1), levels: [1], domain: Uint8Array.of(1, 0) })).toThrow(
      RangeError,
    )
  })

  test('shares of all levels add up to 1, their covariances to 0, and boxes to the shares they hold', () => {
    const person = fc.record({ answer: fc.integer({ min: 1, max: 5 }), weight: fc.double({ min: 0.1, max: 10, noNaN: true }) })
    fc.assert(
      fc.property(fc.array(person, { minLength: 2, maxLength: 40 }), (people) => {
        const result = shares({
          design: design(people.map((one) => one.weight)),
          answers: Float64Array.from(people, (one) => one.answer),
          levels: [1, 2, 3, 4, 5],
          top: [4, 5],
          bottom: [1, 2],
        })
        const values = result.shares.map((share) => share.value)
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
        expect(result.top.value).toBeCloseTo((values[3] as number) + (values[4] as number), 12)
        for (const row of result.covariance) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12)
        expect(result.net.value).toBeCloseTo(result.top.value - result.bottom.value, 12)
      }),
    )
  })
})
