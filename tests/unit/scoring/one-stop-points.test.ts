import { describe, expect, test } from 'vitest'
import { type OneStopCriterion, oneStopClass, oneStopPoints } from '@/lib/scoring/one-stop-points.ts'
import { sheetOf, small } from './sheets.ts'

const recorded = (code: string, recordedPoints: number): OneStopCriterion => ({ code, recordedPoints })
const asked = (code: string, item: string): OneStopCriterion => ({ code, asked: item })
const sheet = sheetOf({ q3: [2, 2, 1, 1], q4: [2, 2, 2, 2], q6: [2, 1, 0, 1], q7: [98, 2, 2, Number.NaN] })
const nine = [
  recorded('1', 2),
  recorded('2', 1.5),
  asked('3', 'q3'),
  asked('4', 'q4'),
  recorded('5', 2),
  asked('6', 'q6'),
  asked('7', 'q7'),
  recorded('8', 2),
  recorded('9', 1),
]

describe('oneStopPoints', () => {
  test('adds nine criteria to a total of 18 with its class', () => {
    const points = oneStopPoints(sheet, nine, small)
    // 2 + 1.5 + 1.5 + 2 + 2 + 1 + 2 + 2 + 1
    expect(points).toMatchObject({ rule: 'nd61-2018', total: 15, outOf: 18, class: 'xuất sắc' })
    expect(points.criteria[2]?.points).toMatchObject({ value: 1.5, respondents: 4 })
    expect(points.askedPoints).toMatchObject({ value: 6.5, respondents: 2 })
  })

  test('fewer criteria are out of fewer points and have no class', () => {
    expect(oneStopPoints(sheet, [asked('3', 'q3'), asked('6', 'q6')], small)).toMatchObject({ total: 2.5, outOf: 4, class: null })
    expect(oneStopPoints(sheet, [recorded('1', 2)], small)).toMatchObject({ total: 2, askedPoints: null })
  })

  test('a criterion that too few answered leaves the total out', () => {
    const thin = oneStopPoints(sheetOf({ q3: [2, Number.NaN, 98] }), [asked('3', 'q3'), recorded('1', 2)], small)
    expect(thin).toMatchObject({ total: null, class: null })
    expect(thin.criteria[0]?.points).toMatchObject({ kind: 'refusal', reason: 'too-few-answers' })
  })

  test.each([
    [18, 'xuất sắc'],
    [15, 'xuất sắc'],
    [14.99, 'tốt'],
    [12, 'tốt'],
    [11.9, 'khá'],
    [9, 'khá'],
    [8.9, 'trung bình'],
    [6, 'trung bình'],
    [5.9, 'yếu'],
    [0, 'yếu'],
  ])('%d points are %s', (total, name) => {
    expect(oneStopClass(total)).toBe(name)
  })

  test('throws on misuse', () => {
    expect(() => oneStopPoints(sheet, [], small)).toThrow(/^oneStopPoints requires criteria/)
    expect(() => oneStopPoints(sheet, [recorded('1', 2), recorded('1', 1)], small)).toThrow(/codes that differ/)
    expect(() => oneStopPoints(sheet, [recorded('1', 2.1)], small)).toThrow(/recorded points from 0 to 2/)
    expect(() => oneStopPoints(sheet, [asked('3', 'q9')], small)).toThrow('oneStopPoints requires an item of the sheet, got q9')
    expect(() => oneStopPoints(sheetOf({ q3: [3, 1] }), [asked('3', 'q3')], small)).toThrow(/answers 0, 1 or 2, got 3/)
    expect(() => oneStopClass(19)).toThrow(RangeError)
    expect(() => oneStopClass(Number.NaN)).toThrow(RangeError)
  })
})
