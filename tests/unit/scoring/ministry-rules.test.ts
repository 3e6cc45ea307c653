import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { educationScores, healthScores, sipasScores } from '@/lib/scoring/ministry-rules.ts'
import { namedRules } from '@/lib/scoring/named-rules.ts'
import { satisfactionScores } from '@/lib/scoring/satisfaction-scores.ts'
import type { EstimateOrRefusal } from '@/lib/scoring/types.ts'
import { sheetOf, small } from './sheets.ts'

const value = (score: EstimateOrRefusal) => (score.kind === 'estimate' ? score.value : score.reason)
const missing = Number.NaN

// Four patients, two parts: A with two items, B with one.
const sheet = sheetOf({ a1: [5, 4, 3, 1], a2: [4, 4, 2, 2], b1: [5, 5, 5, 1] })
const parts = [
  { code: 'A', items: ['a1', 'a2'] },
  { code: 'B', items: ['b1'] },
]

describe('sipas', () => {
  test('is the per cent of answers 4 and 5, and mean / 5 * 100, each criterion counting once', () => {
    const scores = sipasScores(sheet, parts, small)
    expect(scores.rule).toBe('sipas')
    // a1 50 %, a2 50 %, b1 75 %
    expect(value(scores.topTwoBox)).toBeCloseTo(175 / 3, 10)
    // means 3.25, 3, 4
    expect(value(scores.meanPercent)).toBeCloseTo((10.25 / 3) * 20, 10)
    expect(scores.parts[0]?.items[0]?.topTwoPercent).toMatchObject({ value: 50, respondents: 4 })
  })

  test('one criterion has the standard error of a proportion', () => {
    const { topTwoBox } = sipasScores(sheet, [{ code: 'B', items: ['b1'] }], small)
    expect(topTwoBox.kind === 'estimate' && topTwoBox.standardError).toBeCloseTo(100 * Math.sqrt((0.75 * 0.25) / 3), 10)
  })
})

describe('moh-qd56', () => {
  // Computed inside each test: what runs while tests are collected is held against no mutant.
  const scores = () => healthScores(sheet, parts, small)

  test('the whole is the mean of the parts, not of the items', () => {
    expect(value(scores().parts[0]?.mean as EstimateOrRefusal)).toBeCloseTo(3.125, 12)
    expect(value(scores().mean)).toBeCloseTo((3.125 + 4) / 2, 12)
    expect(value(scores().meanPercent)).toBeCloseTo(20 * 3.5625, 10)
  })

  test('satisfied answers are pooled over items: 7 of 12', () => {
    expect(value(scores().satisfiedAnswersPercent)).toBeCloseTo((100 * 7) / 12, 10)
  })

  test('fully satisfied are the people whose every answer is 4 or 5: 2 of 4', () => {
    expect(value(scores().fullySatisfiedPeoplePercent)).toBe(50)
  })

  test("0 (did not use), 98 (don't know) and missing answers are in no base", () => {
    const other = sheetOf({ a1: [5, 4, 3, 1, 0, 0], a2: [4, 4, 2, 2, 98, 98], b1: [5, 5, 5, 1, missing, 0] })
    const same = healthScores(other, parts, small)
    expect(value(same.mean)).toBeCloseTo(3.5625, 12)
    expect(same.fullySatisfiedPeoplePercent).toMatchObject({ value: 50, respondents: 4 })
    expect(value(same.satisfiedAnswersPercent)).toBeCloseTo((100 * 7) / 12, 10)
  })

  test('people count as fully satisfied only when they answered half of the items', () => {
    const half = sheetOf({ a1: [5, 4, 5, 4], a2: [missing, 4, missing, 2], b1: [missing, 5, 4, 1] })
    expect(healthScores(half, parts, small).fullySatisfiedPeoplePercent).toMatchObject({ respondents: 3 })
  })
})

describe('moet', () => {
  test('is the mean of the factors out of 5', () => {
    const scores = educationScores(sheet, parts, small)
    expect(value(scores.mean)).toBeCloseTo(3.5625, 12)
    expect(scores.factors.map(({ code }) => code)).toEqual(['A', 'B'])
    expect(value(scores.satisfiedAnswersPercent)).toBeCloseTo((100 * 7) / 12, 10)
  })
})

describe('satisfactionScores', () => {
  test('an item that too few answered leaves its part, and is listed', () => {
    const thin = sheetOf({ a1: [5, 4, 3, 1], a2: [4, missing, missing, missing], b1: [5, 5, 5, 1] })
    const [part] = satisfactionScores(thin, parts, small).parts
    expect(part?.itemsLeftOut).toEqual(['a2'])
    expect(value(part?.mean as EstimateOrRefusal)).toBeCloseTo(3.25, 12)
  })

  test('a part without items left is refused, and the whole with it, by name', () => {
    const gone = sheetOf({ a1: [5, 4, 3, 1], a2: [4, 4, 2, 2], b1: [missing, missing, missing, missing] })
    const scores = satisfactionScores(gone, parts, small)
    expect(scores.overParts.mean).toMatchObject({ kind: 'refusal', reason: 'all-missing', detail: 'part B: b1: nobody gave an answer' })
    expect(scores.overItems.topTwoPercent).toMatchObject({ kind: 'refusal' })
  })

  test('the usual thresholds refuse a score of four people', () => {
    expect(satisfactionScores(sheet, parts).overParts.mean).toMatchObject({ kind: 'refusal', reason: 'too-few-answers', respondents: 4 })
  })

  test('all who answered in one cluster is no sample', () => {
    const clustered = sheetOf({ a1: [5, 4, 3, 1], a2: [4, 4, 2, 2], b1: [5, 5, 5, 1] }, { clusters: [7, 7, 7, 7] })
    expect(satisfactionScores(clustered, parts, small).overParts.mean).toMatchObject({ reason: 'single-psu' })
  })

  test('all equal answers get an interval that is not of width zero', () => {
    const equal = sheetOf({ a1: [5, 5, 5, 5] })
    const { mean } = satisfactionScores(equal, [{ code: 'A', items: ['a1'] }], small).overParts
    if (mean.kind === 'refusal') throw new Error(mean.detail)
    expect(mean.value).toBe(5)
    expect(mean.lower).toBeLessThan(4.5)
    expect(mean.upper).toBe(5)
  })

  test('throws on an item that the sheet does not have, an item in two parts, an answer off the scale', () => {
    expect(() => satisfactionScores(sheet, [{ code: 'A', items: ['x'] }], small)).toThrow(
      'satisfactionScores requires an item of the sheet, got x',
    )
    expect(() => satisfactionScores(sheet, [...parts, { code: 'C', items: ['a1'] }], small)).toThrow(/each in one part/)
    expect(() => satisfactionScores(sheet, [], small)).toThrow(RangeError)
    expect(() => satisfactionScores(sheetOf({ a1: [6, 1] }), [{ code: 'A', items: ['a1'] }], small)).toThrow(
      /answers from 1 to 5, got 6 in a1/,
    )
  })

  test('scores stay on their scales, intervals around them', () => {
    const answer = fc.constantFrom(0, 1, 2, 3, 4, 5, 98, missing)
    const people = fc.array(fc.record({ a1: answer, a2: answer, b1: answer, weight: fc.double({ min: 0.2, max: 4, noNaN: true }) }), {
      minLength: 3,
      maxLength: 30,
    })
    fc.assert(
      fc.property(people, (rows) => {
        const random = sheetOf(
          { a1: rows.map((row) => row.a1), a2: rows.map((row) => row.a2), b1: rows.map((row) => row.b1) },
          { weights: rows.map((row) => row.weight) },
        )
        const { overParts, answersTopTwoPercent, peopleAllTopTwoPercent } = satisfactionScores(random, parts, small)
        const scales: [EstimateOrRefusal, number, number][] = [
          [overParts.mean, 1, 5],
          [overParts.meanPercent, 20, 100],
          [overParts.topTwoPercent, 0, 100],
          [answersTopTwoPercent, 0, 100],
          [peopleAllTopTwoPercent, 0, 100],
        ]
        for (const [score, least, most] of scales) {
          if (score.kind === 'refusal') continue
          expect(score.value).toBeGreaterThanOrEqual(least)
          expect(score.value).toBeLessThanOrEqual(most)
          expect(score.lower).toBeGreaterThanOrEqual(least - 1e-9)
          expect(score.upper).toBeLessThanOrEqual(most + 1e-9)
          expect(score.lower).toBeLessThanOrEqual(score.value + 1e-9)
          expect(score.upper).toBeGreaterThanOrEqual(score.value - 1e-9)
        }
      }),
    )
  })
})

test('every named rule has its source and says how sure we are of each of its figures', () => {
  expect(namedRules.map(({ id }) => id)).toEqual(['papi', 'sipas', 'moh-qd56', 'moet', 'nd61-2018'])
  for (const rule of namedRules) {
    expect(rule.source).toMatch(/\d{4}/)
    expect(rule.parts.length).toBeGreaterThan(1)
  }
})

describe('the named rules', () => {
  test('each figure says its formula and how sure we are of it, and no rule is there twice', () => {
    expect(new Set(namedRules.map(({ id }) => id)).size).toBe(namedRules.length)
    for (const { parts } of namedRules)
      for (const { figure, formula, certainty } of parts) {
        expect(figure.length).toBeGreaterThan(3)
        expect(formula.length).toBeGreaterThan(10)
        expect(['published', 'practice', 'remembered']).toContain(certainty)
      }
  })
})
