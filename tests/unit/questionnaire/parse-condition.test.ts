import { describe, expect, test } from 'vitest'
import { conditionHolds } from '@/lib/questionnaire/condition-holds.ts'
import { parseCondition } from '@/lib/questionnaire/parse-condition.ts'
import type { Answer } from '@/lib/questionnaire/types.ts'

describe('parseCondition', () => {
  test.each([
    ['{a} = 1', ['=', 'a', 1]],
    ['{a} == 1', ['=', 'a', 1]],
    ['{a} <> -2', ['!=', 'a', -2]],
    ["{a} contains 'x y'", ['contains', 'a', 'x y']],
    ['{m.row} <= 3', ['<=', 'm.row', 3]],
    ['{a} anyof [1, 2]', ['anyof', 'a', [1, 2]]],
    ['{a} empty', ['empty', 'a']],
    ['!{a} notempty', ['not', ['notempty', 'a']]],
    ['negate ({a} = 1)', ['not', ['=', 'a', 1]]],
    ['{a} = 1 or {b} = 2 and {c} = 3', ['or', ['=', 'a', 1], ['and', ['=', 'b', 2], ['=', 'c', 3]]]],
    ['({a} = 1 OR {b} = 2) AND {c} = 3', ['and', ['or', ['=', 'a', 1], ['=', 'b', 2]], ['=', 'c', 3]]],
  ])('reads %s', (source, condition) => {
    expect(parseCondition(source)).toEqual(condition)
  })

  test.each([
    '',
    '{a}',
    '{a} =',
    '= 1',
    '{a} = 1 and',
    '({a} = 1',
    '{a} = 1)',
    '{a} = {b}',
    '{A} = 1',
    '{a} + 1 = 2',
    'iif({a} = 1, 2, 3) = 2',
    '{a} anyof 1',
    '{a} anyof [1, ]',
    '{a} = 1.5',
    '{a} = true',
    '{a} notcontains 1',
    '{a} = 1; alert(1)',
    "{a} = 'x",
    '{a.b.c} = 1',
    'not ({a} = 1)',
  ])('refuses what it does not understand: %s', (source) => {
    expect(() => parseCondition(source)).toThrow(RangeError)
  })
})

describe('conditionHolds', () => {
  const answers = new Map<string, Answer>([
    ['a', 2],
    ['m', { row: 3 }],
    ['s', ['x']],
  ])
  test.each([
    ['{a} = 2', true],
    ['{a} = 3', false],
    ['{b} = 3', false],
    ['{b} != 3', true],
    ['{b} <= 3', false],
    ['{b} > 3', false],
    ['{b} empty', true],
    ['{m.row} >= 3', true],
    ['{m.other} empty', true],
    ['{m} notempty', true],
    ["{s} anyof ['y', 'x']", true],
    ["{s} contains 'y'", false],
    ['!({a} = 2 and {m.row} = 3)', false],
  ])('%s is %s', (source, holds) => {
    expect(conditionHolds(parseCondition(source), answers)).toBe(holds)
  })
})
