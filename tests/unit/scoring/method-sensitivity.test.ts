import { describe, expect, test } from 'vitest'
import { methodSensitivity, rankSensitivity } from '@/lib/scoring/method-sensitivity.ts'
import { scoreWave } from '@/lib/scoring/score-wave.ts'
import { modelOf, sheetOf, small } from './sheets.ts'

// Scores on 1..10: a = 10, b = 1, c = 5.5, d = 7.75.
const sheet = sheetOf({ a: [5, 5, 5], b: [1, 1, 1], c: [3, 3, 3], d: [4, 4, 4] })
const model = modelOf({ D1: { C1: ['a', 'b'], C2: ['c'] }, D2: { C3: ['d'] } })
const sensitivity = () => {
  const result = methodSensitivity(model, [sheet], small)
  if (result.kind === 'refusal') throw new Error(result.detail)
  return result
}
const variant = (method: string, code: string | null) => sensitivity().variants.find((one) => one.method === method && one.code === code)

describe('methodSensitivity', () => {
  test('starts from the index by the rule', () => {
    const { index } = scoreWave(model, [sheet], small)
    // C1 = 5.5 / 2, C2 = 5.5 / 2, D1 = 5.5; D2 = 7.75
    expect(sensitivity().index).toBeCloseTo(13.25, 12)
    expect(index.kind === 'estimate' && index.value).toBeCloseTo(13.25, 12)
  })

  test('an indicator dropped leaves its component to the others', () => {
    expect(variant('indicator-dropped', 'b')).toMatchObject({ value: 7.75 + 7.75, dimensionChange: 2.25 })
    expect(variant('indicator-dropped', 'a')?.change).toBeCloseTo(-2.25, 12)
  })

  test('a component left empty goes, and k with it', () => {
    expect(variant('indicator-dropped', 'c')?.value).toBeCloseTo(5.5 + 7.75, 12)
  })

  test('a dimension left empty goes', () => {
    expect(variant('indicator-dropped', 'd')).toMatchObject({ value: 5.5, dimensionChange: null })
  })

  test('the geometric mean is never above the rule', () => {
    expect(variant('geometric-mean', null)?.value).toBeCloseTo(2 * Math.sqrt(5.5 * 7.75), 12)
    expect(variant('geometric-mean', null)?.change).toBeLessThan(0)
  })

  test('a dimension counted twice stays on the scale of the index', () => {
    expect(variant('dimension-doubled', 'D2')?.value).toBeCloseTo((2 / 3) * (13.25 + 7.75), 12)
  })

  test('least and most are over all methods', () => {
    const { least, most, variants } = sensitivity()
    expect(least).toBe(5.5)
    expect(most).toBe(15.5)
    expect(variants).toHaveLength(4 + 1 + 2)
  })

  test('with one dimension there is nothing to weigh, and the geometric mean is the score itself', () => {
    const one = methodSensitivity(modelOf({ D1: { C1: ['a', 'c'] } }), [sheet], small)
    expect(one.kind === 'sensitivity' && one.variants.map(({ method }) => method)).toEqual([
      'indicator-dropped',
      'indicator-dropped',
      'geometric-mean',
    ])
    expect(one.kind === 'sensitivity' && one.variants[2]?.change).toBeCloseTo(0, 12)
  })

  test('refused indicators are left out of every variant, and a refused index has none', () => {
    const thin = sheetOf({ a: [5, 5, 5], b: [1, Number.NaN, Number.NaN], c: [3, 3, 3], d: [4, 4, 4] })
    const result = methodSensitivity(model, [thin], small)
    expect(result.kind === 'sensitivity' && result.variants.some(({ code }) => code === 'b')).toBe(false)
    expect(methodSensitivity(model, [thin])).toMatchObject({ kind: 'refusal', reason: 'too-few-answers' })
  })
})

describe('rankSensitivity', () => {
  test('ranks that hang on one indicator have a wide range', () => {
    const unit = (a: number, b: number) => {
      const of = methodSensitivity(modelOf({ D1: { C1: ['a', 'b'] } }), [sheetOf({ a: [a, a], b: [b, b] })], small)
      if (of.kind === 'refusal') throw new Error(of.detail)
      return of
    }
    expect(
      rankSensitivity([
        { code: 'x', sensitivity: unit(5, 2) },
        { code: 'y', sensitivity: unit(3, 3) },
        { code: 'z', sensitivity: unit(1, 1) },
      ]),
    ).toEqual([
      { code: 'x', rank: 1, best: 1, worst: 2 },
      { code: 'y', rank: 2, best: 1, worst: 2 },
      { code: 'z', rank: 3, best: 3, worst: 3 },
    ])
  })

  test('throws without units', () => {
    expect(() => rankSensitivity([])).toThrow('rankSensitivity requires units')
  })
})
