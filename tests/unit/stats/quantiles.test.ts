import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frequencyMean } from '@/lib/stats/frequency-mean.ts'
import { quantiles } from '@/lib/stats/quantiles.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'

const design = (weights: number[]) => surveyDesign({ weights: Float64Array.from(weights) })
const valuesOf = (weights: number[], values: number[], probabilities: number[], inside: Uint8Array | null = null) => {
  const result = quantiles(design(weights), Float64Array.from(values), probabilities, { inside })
  if (result.kind === 'refusal') throw new Error(result.detail)
  return result.quantiles
}

describe('quantiles', () => {
  test('are the smallest answer that the share of weight reaches', () => {
    expect(valuesOf([1, 1, 1, 1], [40, 10, 30, 20], [0, 0.25, 0.26, 0.5, 1]).map(({ value }) => value)).toEqual([10, 10, 20, 20, 40])
  })

  test('follow the weights', () => {
    expect(valuesOf([8, 1, 1], [1, 2, 3], [0.5, 0.85])).toMatchObject([{ value: 1 }, { value: 2 }])
  })

  test('a share met up to rounding is met', () => {
    // 0.1 + 0.2 is not 0.3 in doubles.
    expect(valuesOf([0.1, 0.2, 0.7], [1, 2, 3], [0.3])[0]?.value).toBe(2)
  })

  test('leave out missing answers, weights of zero and people outside the domain', () => {
    expect(valuesOf([1, 1, 0, 1], [1, Number.NaN, 99, 3], [1])[0]?.value).toBe(3)
    expect(valuesOf([1, 1, 1], [1, 2, 3], [1], Uint8Array.of(1, 1, 0))[0]?.value).toBe(2)
  })

  test('have Woodruff intervals around them that widen with the level', () => {
    const values = Array.from({ length: 100 }, (_, i) => i)
    const weights = values.map(() => 1)
    const at = (level: number) => {
      const result = quantiles(design(weights), Float64Array.from(values), [0.5], { level })
      return result.kind === 'refusal' ? null : result.quantiles[0]
    }
    const [narrow, wide] = [at(0.8), at(0.99)]
    // se = sqrt(0.25 / 99) = 0.0503; t(0.8, 99) = 1.29, so about 6.5 answers on each side of the 49
    expect(narrow).toMatchObject({ value: 49, lower: 43, upper: 56 })
    expect(wide?.lower).toBeLessThan(43)
    expect(wide?.upper).toBeGreaterThan(56)
  })

  test('refuse where nobody answered, throw on a probability that is none', () => {
    expect(quantiles(design([1, 1]), Float64Array.of(Number.NaN, Number.NaN), [0.5])).toMatchObject({
      kind: 'refusal',
      reason: 'all-missing',
    })
    expect(() => quantiles(design([1, 1]), Float64Array.of(1, 2), [1.1])).toThrow('quantiles requires probabilities from 0 to 1')
  })

  test('rise with the probability, stay among the answers, and do not hang on order or scale', () => {
    const answers = fc.array(fc.record({ y: fc.integer({ min: -50, max: 50 }), w: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 3,
      maxLength: 30,
    })
    fc.assert(
      fc.property(answers, (people) => {
        const probabilities = [0, 0.1, 0.5, 0.9, 1]
        const values = people.map(({ y }) => y)
        const got = valuesOf(
          people.map(({ w }) => w),
          values,
          probabilities,
        ).map(({ value }) => value)
        expect(got).toEqual([...got].sort((a, b) => a - b))
        for (const value of got) expect(values).toContain(value)
        const turned = [...people].reverse()
        expect(
          valuesOf(
            turned.map(({ w }) => 2 * w),
            turned.map(({ y }) => y),
            probabilities,
          ).map(({ value }) => value),
        ).toEqual(got)
      }),
    )
  })
})

describe('frequencyMean', () => {
  test('is the mean of the expanded rows with their standard error', () => {
    const got = frequencyMean(Float64Array.of(1, 2, 5), Float64Array.of(2, 1, 1))
    // 1, 1, 2, 5: mean 2.25, s2 = 10.75 / 3
    expect(got).toMatchObject({ kind: 'mean', value: 2.25, respondents: 4 })
    expect(got.kind === 'mean' && got.standardError).toBeCloseTo(Math.sqrt(10.75 / 3 / 4), 12)
  })

  test('a part of the table is a domain of the whole', () => {
    const got = frequencyMean(Float64Array.of(1, 3, 9), Float64Array.of(1, 1, 8), Uint8Array.of(1, 1, 0))
    expect(got).toMatchObject({ value: 2, respondents: 2 })
    expect(got.kind === 'mean' && got.standardError).toBeCloseTo(Math.sqrt((10 / 9) * 2) / 2, 12)
  })

  test('rows without an answer count for nobody; one person is refused', () => {
    expect(frequencyMean(Float64Array.of(1, Number.NaN), Float64Array.of(2, 7))).toMatchObject({ respondents: 2 })
    expect(frequencyMean(Float64Array.of(1), Float64Array.of(1))).toMatchObject({ kind: 'refusal', reason: 'too-few-answers' })
  })

  test('throws on parts of people and lengths that differ', () => {
    expect(() => frequencyMean(Float64Array.of(1), Float64Array.of(0.5))).toThrow(/whole frequencies/)
    expect(() => frequencyMean(Float64Array.of(1), Float64Array.of(-1))).toThrow(/whole frequencies/)
    expect(() => frequencyMean(Float64Array.of(1, 2), Float64Array.of(1))).toThrow(/one frequency for each value/)
  })
})
