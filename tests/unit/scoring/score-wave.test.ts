import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreWave } from '@/lib/scoring/score-wave.ts'
import type { AnswerSheet, Estimate, EstimateOrRefusal, IndexModel } from '@/lib/scoring/types.ts'
import { meanIndicator, modelOf, sheetOf, small } from './sheets.ts'

const NONE = Number.NaN
const estimate = (of: EstimateOrRefusal | undefined): Estimate => {
  if (of?.kind !== 'estimate') throw new Error(`refused: ${of?.detail}`)
  return of
}
const refusal = (of: EstimateOrRefusal | undefined) => (of?.kind === 'refusal' ? of.reason : 'no refusal')
const one = (of: AnswerSheet, options = {}) => scoreWave(modelOf({ D1: { '1.1': ['a'] } }), [of], { ...small, ...options })

describe('scoreWave, the PAPI rule', () => {
  // Means 2, 4, 3 and 5 of 1..5 are the scores 3.25, 7.75, 5.5 and 10.
  const sheet = sheetOf({ a: [1, 3], b: [3, 5], c: [2, 4], d: [5, 5] })
  const model = modelOf({ D1: { '1.1': ['a', 'b'], '1.2': ['c'] }, D2: { '2.1': ['d'] } })
  const score = () => scoreWave(model, [sheet], small)

  test('an indicator is 1 + 9 (x - min) / (max - min)', () => {
    expect(score().indicators.map(({ score }) => estimate(score).value)).toEqual([3.25, 7.75, 5.5, 10])
    expect(score().indicators.map(({ raw }) => estimate(raw).value)).toEqual([2, 4, 3, 5])
  })

  test('a component is the mean of its indicators / k, shown out of ten times k', () => {
    expect(score().components.map(({ k, score }) => [k, estimate(score).value])).toEqual([
      [2, 2.75],
      [2, 2.75],
      [1, 10],
    ])
    expect(score().components.map(({ scoreOutOfTen }) => estimate(scoreOutOfTen).value)).toEqual([5.5, 5.5, 10])
  })

  test('a dimension is the sum of its components, the index the sum of the dimensions', () => {
    expect(score().dimensions.map(({ score }) => estimate(score).value)).toEqual([5.5, 10])
    expect(estimate(score().index).value).toBe(15.5)
    expect(score()).toMatchObject({ modelId: 'test', modelVersion: '1', rule: 'papi', selfSelected: true })
  })

  test('says what it used and left nothing out', () => {
    expect(score().components[0]).toMatchObject({ indicatorsUsed: ['a', 'b'], indicatorsLeftOut: [] })
    expect(score().dimensions[0]).toMatchObject({ componentsUsed: ['1.1', '1.2'], componentsLeftOut: [] })
  })

  test('lower is better turns the scale and the interval round', () => {
    const turned: IndexModel = {
      ...model,
      dimensions: [{ code: 'D1', components: [{ code: '1.1', indicators: [{ ...meanIndicator('a'), direction: 'lower-is-better' }] }] }],
    }
    const [straight, reversed] = [scoreWave(modelOf({ D1: { '1.1': ['a'] } }), [sheet], small), scoreWave(turned, [sheet], small)]
    const [up, down] = [estimate(straight.indicators[0]?.score), estimate(reversed.indicators[0]?.score)]
    expect(down.value).toBe(11 - up.value)
    expect(down.lower).toBeCloseTo(11 - up.upper, 9)
    const [rawUp, rawDown] = [estimate(straight.indicators[0]?.raw), estimate(reversed.indicators[0]?.raw)]
    expect(rawDown.value).toBe(rawUp.value)
    expect([rawDown.lower, rawDown.upper]).toEqual([expect.closeTo(rawUp.lower, 9), expect.closeTo(rawUp.upper, 9)])
  })
})

describe('scoreWave, the doubt', () => {
  test('the standard error of a mean on the scale of the score', () => {
    // Mean 3, s^2 = 2.5 of five answers: se = sqrt 0.5, times 9/4.
    const got = one(sheetOf({ a: [1, 2, 3, 4, 5] }))
    const score = estimate(got.indicators[0]?.score)
    expect(score.standardError).toBeCloseTo(2.25 * Math.sqrt(0.5), 12)
    expect(estimate(got.indicators[0]?.raw).standardError).toBeCloseTo(Math.sqrt(0.5), 12)
    expect(score).toMatchObject({
      respondents: 5,
      designEffect: expect.closeTo(1, 12),
      dontKnowShare: 0,
      intervalMethod: 'bounded-beta',
      level: 0.95,
    })
    expect(score.effectiveSampleSize).toBeCloseTo(5, 12)
    expect(score.degreesOfFreedom).toBeLessThanOrEqual(4)
  })

  test('indicators of the same people keep their covariance', () => {
    const model = modelOf({ D1: { '1.1': ['a', 'b'] } })
    const error = (b: number[]) => estimate(scoreWave(model, [sheetOf({ a: [1, 5, 1, 5], b })], small).components[0]?.score).standardError
    const single = estimate(one(sheetOf({ a: [1, 5, 1, 5] })).components[0]?.score).standardError
    expect(error([1, 5, 1, 5])).toBeCloseTo(single, 12)
    expect(error([5, 1, 5, 1])).toBeCloseTo(0, 12)
    expect(error([1, 1, 5, 5])).toBeCloseTo(single / Math.SQRT2, 12)
  })

  test('sheets of different instruments are independent: variances add', () => {
    const sheets = [sheetOf({ a: [1, 5, 1, 5] }, { instrument: 'first' }), sheetOf({ b: [1, 5, 1, 5] }, { instrument: 'second' })]
    const indicators = [meanIndicator('a', 'first'), meanIndicator('b', 'second')]
    const model: IndexModel = { ...modelOf({}), dimensions: [{ code: 'D1', components: [{ code: '1.1', indicators }] }] }
    const got = scoreWave(model, sheets, small)
    const single = estimate(got.indicators[0]?.score).standardError
    expect(estimate(got.components[0]?.score).standardError).toBeCloseTo(single / Math.SQRT2, 12)
    // Satterthwaite: equal variances with three degrees of freedom each have six.
    expect(estimate(got.components[0]?.score).degreesOfFreedom).toBeCloseTo(6, 9)
  })

  test('clusters count as one respondent each for the degrees of freedom', () => {
    const got = one(sheetOf({ a: [1, 2, 3, 4, 5, 4] }, { clusters: [0, 0, 1, 1, 2, 2] }))
    expect(estimate(got.index).degreesOfFreedom).toBeLessThanOrEqual(2)
  })

  test('a finite population correction serves a drawn sample and no self-selected one', () => {
    const sheet = sheetOf({ a: [1, 2, 4, 5] })
    const design = { ...sheet.design, populationSizes: Float64Array.of(8) }
    const error = (selfSelected: boolean) => estimate(one({ ...sheet, design: { ...design, selfSelected } }).index).standardError
    expect(error(false) / error(true)).toBeCloseTo(Math.sqrt(0.5), 12)
  })

  test('the interval of each level stays inside its own range', () => {
    const got = one(sheetOf({ a: [5, 5, 5, 5, 5, 5, 5, 4] }))
    for (const figure of [got.indicators[0]?.score, got.components[0]?.scoreOutOfTen, got.dimensions[0]?.score, got.index]) {
      const { value, lower, upper } = estimate(figure)
      expect(lower).toBeLessThan(value)
      expect(upper).toBeGreaterThan(value)
      expect(upper).toBeLessThanOrEqual(10)
    }
  })

  test('all answers equal gives the value and an interval of some width', () => {
    const { value, standardError, lower, upper } = estimate(one(sheetOf({ a: new Array<number>(40).fill(5) })).index)
    expect([value, standardError, upper]).toEqual([10, 0, 10])
    expect(lower).toBeCloseTo(1 + 9 * 0.025 ** (1 / 40), 9)
    expect(one(sheetOf({ a: new Array<number>(40).fill(5) })).indicators[0]?.score).toMatchObject({ designEffect: null })
  })

  test("the share of don't know is weighted and of those asked", () => {
    const got = one(sheetOf({ a: [1, 98, NONE, 5] }, { weights: [1, 2, 7, 1] }))
    expect(estimate(got.indicators[0]?.score).dontKnowShare).toBe(0.5)
  })

  test('a component is as well founded as its weakest indicator', () => {
    const got = scoreWave(modelOf({ D1: { '1.1': ['a', 'b'] } }), [sheetOf({ a: [1, 2, 3, 4], b: [1, NONE, 3, NONE] })], small)
    expect(estimate(got.components[0]?.score)).toMatchObject({
      respondents: 2,
      effectiveSampleSize: 2,
      designEffect: null,
      dontKnowShare: null,
    })
  })
})

describe('scoreWave, refusals', () => {
  const answers = (count: number, from = 0) => Array.from({ length: count }, (_, at) => 1 + ((at + from) % 5))

  test.each([
    { case: 'nobody answered', sheet: sheetOf({ a: [NONE, 98] }), options: {}, reason: 'all-missing' },
    { case: 'fewer than five people', sheet: sheetOf({ a: answers(4) }), options: { minimumRespondents: 5 }, reason: 'too-few-answers' },
    {
      case: 'an effective n below 30',
      sheet: sheetOf({ a: answers(29) }),
      options: { minimumEffectiveSampleSize: 30 },
      reason: 'too-few-answers',
    },
    {
      case: 'forty people of whom one has nearly all the weight',
      sheet: sheetOf({ a: answers(40) }, { weights: [1000, ...new Array<number>(39).fill(1)] }),
      options: { minimumEffectiveSampleSize: 30 },
      reason: 'too-few-answers',
    },
    { case: 'one PSU', sheet: sheetOf({ a: answers(6) }, { clusters: [0, 0, 0, 0, 0, 0] }), options: {}, reason: 'single-psu' },
  ])('$case: $reason, up to the index', ({ sheet, options, reason }) => {
    const got = one(sheet, options)
    expect(refusal(got.indicators[0]?.score)).toBe(reason)
    expect(refusal(got.indicators[0]?.raw)).toBe(reason)
    expect(refusal(got.components[0]?.score)).toBe(reason)
    expect(refusal(got.components[0]?.scoreOutOfTen)).toBe(reason)
    expect(refusal(got.dimensions[0]?.score)).toBe(reason)
    expect(refusal(got.index)).toBe(reason)
  })

  test('the thresholds are five people and an effective n of 30 unless said otherwise', () => {
    const model = modelOf({ D1: { '1.1': ['a'] } })
    expect(refusal(scoreWave(model, [sheetOf({ a: answers(29) })]).index)).toBe('too-few-answers')
    expect(scoreWave(model, [sheetOf({ a: answers(30) })]).index.kind).toBe('estimate')
    const weights = new Array<number>(30).fill(0.1)
    expect(scoreWave(model, [sheetOf({ a: answers(30) }, { weights })]).index.kind).toBe('estimate')
    expect(refusal(scoreWave(model, [sheetOf({ a: answers(4) })], { minimumEffectiveSampleSize: 0 }).index)).toBe('too-few-answers')
    expect(scoreWave(model, [sheetOf({ a: answers(5) })], { minimumEffectiveSampleSize: 0 }).index.kind).toBe('estimate')
  })

  test('a refusal tells how far it was', () => {
    const got = one(sheetOf({ a: [1, 2, NONE] }), { minimumRespondents: 3 })
    expect(got.index).toMatchObject({ kind: 'refusal', reason: 'too-few-answers', respondents: 2, effectiveSampleSize: 2 })
    expect(got.index.kind === 'refusal' && got.index.detail).toContain('D1')
    expect(got.indicators[0]?.score).toMatchObject({ detail: 'a: 2 answers, 3 wanted' })
  })

  test('a refused indicator leaves the mean of its component, named', () => {
    const got = scoreWave(modelOf({ D1: { '1.1': ['a', 'b'] } }), [sheetOf({ a: [1, 3, 5], b: [5, NONE, NONE] })], small)
    expect(estimate(got.components[0]?.score).value).toBe(5.5)
    expect(got.components[0]).toMatchObject({ indicatorsUsed: ['a'], indicatorsLeftOut: [{ code: 'b', reason: 'too-few-answers' }] })
  })

  test('a component that nothing carries refuses its dimension and the index, and no other', () => {
    const model = modelOf({ D1: { '1.1': ['a'], '1.2': ['b'] }, D2: { '2.1': ['a2'] } })
    const got = scoreWave(model, [sheetOf({ a: [1, 3, 5], b: [NONE, NONE, NONE], a2: [1, 3, 5] })], small)
    expect(got.components.map(({ score }) => score.kind)).toEqual(['estimate', 'refusal', 'estimate'])
    expect(got.dimensions.map(({ score }) => score.kind)).toEqual(['refusal', 'estimate'])
    expect(got.dimensions[0]).toMatchObject({ componentsUsed: ['1.1'], componentsLeftOut: [{ code: '1.2', reason: 'all-missing' }] })
    expect(refusal(got.index)).toBe('all-missing')
  })

  test('an instrument without a sheet has no answers', () => {
    const got = scoreWave(modelOf({ D1: { '1.1': ['a'] } }), [sheetOf({ a: [1, 2] }, { instrument: 'other' })], small)
    expect(refusal(got.index)).toBe('all-missing')
  })

  test.each([
    {
      case: 'two sheets of one instrument',
      sheets: [sheetOf({ a: [1, 2] }), sheetOf({ a: [1, 2] })],
      options: {},
      message: 'one sheet of the instrument form',
    },
    {
      case: 'weights of another length',
      sheets: [sheetOf({ a: [1, 2] }, { weights: [1] })],
      options: {},
      message: '2 weights and modes in the sheet form',
    },
    {
      case: 'modes of another length',
      sheets: [{ ...sheetOf({ a: [1, 2] }), modes: new Int16Array(1) }],
      options: {},
      message: '2 weights and modes',
    },
    {
      case: 'a weight of zero',
      sheets: [sheetOf({ a: [1, 2] }, { weights: [1, 0] })],
      options: {},
      message: 'weights above 0 in the sheet form',
    },
    {
      case: 'a weight that is no number',
      sheets: [sheetOf({ a: [1, 2] }, { weights: [1, NONE] })],
      options: {},
      message: 'weights above 0',
    },
    {
      case: 'a domain of another length',
      sheets: [sheetOf({ a: [1, 2] })],
      options: { domain: { form: Uint8Array.of(1) } },
      message: 'a domain of 2 respondents',
    },
  ])('refuses $case', ({ sheets, options, message }) => {
    expect(() => scoreWave(modelOf({ D1: { '1.1': ['a'] } }), sheets, options)).toThrow(message)
  })
})

describe('scoreWave, domains and properties', () => {
  test('a domain has its own mean and zero influence outside', () => {
    const sheet = sheetOf({ a: [1, 2, 3, 5, 5, 5] })
    const got = one(sheet, { domain: { form: Uint8Array.of(1, 1, 1, 0, 0, 0) } })
    expect(estimate(got.index)).toMatchObject({ value: 3.25, respondents: 3 })
  })

  test("another domain's answers change nothing", () => {
    const inside = { domain: { form: Uint8Array.of(1, 1, 1, 0, 0, 0) } }
    expect(one(sheetOf({ a: [1, 2, 3, 5, 5, 5] }), inside)).toEqual(one(sheetOf({ a: [1, 2, 3, 1, 4, 98] }), inside))
  })

  test('a domain that holds nobody has no answers', () => {
    expect(refusal(one(sheetOf({ a: [1, 2] }), { domain: { form: new Uint8Array(2) } }).index)).toBe('all-missing')
  })

  const respondent = fc.record({
    a: fc.constantFrom(1, 2, 3, 4, 5, 98, NONE),
    b: fc.constantFrom(1, 2, 3, 4, 5, 98, NONE),
    weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
    stratum: fc.nat(2),
  })
  type Respondent = { a: number; b: number; weight: number; stratum: number }
  const model = modelOf({ D1: { '1.1': ['a'], '1.2': ['b'] } })
  const scored = (people: readonly Respondent[], scale = 1) =>
    scoreWave(
      model,
      [
        sheetOf(
          { a: people.map(({ a }) => a), b: people.map(({ b }) => b) },
          { weights: people.map(({ weight }) => weight * scale), strata: people.map(({ stratum }) => stratum) },
        ),
      ],
      small,
    )
  const figures = (of: ReturnType<typeof scored>) => [
    ...of.indicators.map(({ score }) => score),
    ...of.components.map(({ scoreOutOfTen }) => scoreOutOfTen),
    ...of.dimensions.map(({ score }) => score),
    of.index,
  ]
  const same = (one: EstimateOrRefusal, other: EstimateOrRefusal | undefined) => {
    expect(other?.kind).toBe(one.kind)
    if (one.kind !== 'estimate' || other?.kind !== 'estimate') return
    for (const field of ['value', 'standardError', 'lower', 'upper', 'effectiveSampleSize'] as const)
      expect(other[field]).toBeCloseTo(one[field], 7)
  }

  test('every figure and interval lies in 1 to 10', () => {
    fc.assert(
      fc.property(fc.array(respondent, { maxLength: 30 }), (people) => {
        for (const figure of figures(scored(people))) {
          if (figure.kind === 'refusal') continue
          expect(figure.lower).toBeGreaterThanOrEqual(1 - 1e-12)
          expect(figure.lower).toBeLessThanOrEqual(figure.value)
          expect(figure.upper).toBeGreaterThanOrEqual(figure.value)
          expect(figure.upper).toBeLessThanOrEqual(10 + 1e-12)
          expect(figure.upper).toBeGreaterThan(figure.lower)
        }
      }),
    )
  })

  test('neither the order of respondents nor the scale of all weights changes a figure', () => {
    fc.assert(
      fc.property(fc.array(respondent, { maxLength: 30 }), fc.double({ min: 0.01, max: 100, noNaN: true }), (people, scale) => {
        const got = figures(scored(people))
        const [turned, scaled] = [figures(scored([...people].reverse())), figures(scored(people, scale))]
        got.forEach((figure, at) => {
          same(figure, turned[at])
          same(figure, scaled[at])
        })
      }),
    )
  })
})
