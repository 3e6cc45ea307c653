import { describe, expect, test } from 'vitest'
import { scoreWave } from '@/lib/scoring/score-wave.ts'
import { stratifyByUnit } from '@/lib/scoring/stratify-by-unit.ts'
import { modelOf, sheetOf, small } from './sheets.ts'

describe('stratifyByUnit', () => {
  // A small school where everybody answered 5, and one of nine times the pupils where all answered 1.
  const sheet = sheetOf({ q: [5, 5, 5, 5, 5, 5, 1, 1] })
  const units = Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1)

  test('each unit weighs as many as it serves, however many answered', () => {
    const { sheet: stratified, coverage, unitsWithoutAnswers } = stratifyByUnit(sheet, units, Float64Array.of(100, 900))
    expect([...stratified.design.weights.slice(5, 7)]).toEqual([100 / 6, 450])
    expect(coverage).toBe(1)
    expect(unitsWithoutAnswers).toEqual([])
    const { index } = scoreWave(modelOf({ U: { A: ['q'] } }), [stratified], small)
    // Mean answer 0.1 * 5 + 0.9 * 1 = 1.4, on 1..10: 1 + 9 * 0.4 / 4
    expect(index.kind === 'estimate' && index.value).toBeCloseTo(1.9, 12)
  })

  test('strata stay inside units', () => {
    const two = sheetOf({ q: [1, 2, 3, 4] }, { strata: [0, 1, 0, 1] })
    const { design } = stratifyByUnit(two, Int32Array.of(0, 0, 1, 1), Float64Array.of(10, 10)).sheet
    expect([...design.strata]).toEqual([0, 1, 2, 3])
  })

  test('a unit without answers is listed, and the coverage says what is missing', () => {
    const { coverage, unitsWithoutAnswers } = stratifyByUnit(sheet, units, Float64Array.of(100, 700, 200))
    expect(unitsWithoutAnswers).toEqual([2])
    expect(coverage).toBeCloseTo(0.8, 12)
  })

  test('design weights keep their proportions inside a unit', () => {
    const weighted = sheetOf({ q: [1, 2] }, { weights: [1, 3] })
    expect([...stratifyByUnit(weighted, Int32Array.of(0, 0), Float64Array.of(8)).sheet.design.weights]).toEqual([2, 6])
  })

  test('throws on misuse', () => {
    expect(() => stratifyByUnit(sheet, Int32Array.of(0), Float64Array.of(1))).toThrow(/^stratifyByUnit requires a unit/)
    expect(() => stratifyByUnit(sheet, units, Float64Array.of(1))).toThrow(/unit numbers below 1/)
    expect(() => stratifyByUnit(sheet, units, Float64Array.of(1, 0))).toThrow(/populations above 0/)
    expect(() => stratifyByUnit(sheet, units, Float64Array.of(1, Number.NaN))).toThrow(/populations above 0/)
  })
})
