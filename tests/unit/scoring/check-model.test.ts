import { describe, expect, test } from 'vitest'
import { checkModel, placedIndicators } from '@/lib/scoring/check-model.ts'
import type { Dimension, Indicator } from '@/lib/scoring/types.ts'
import { meanIndicator, modelOf } from './sheets.ts'

const modelWith = (indicator: Partial<Indicator>) => {
  const model = modelOf({ D1: { '1.1': ['a'] } })
  const dimensions: Dimension[] = [{ code: 'D1', components: [{ code: '1.1', indicators: [{ ...meanIndicator('a'), ...indicator }] }] }]
  return { ...model, dimensions }
}

describe('checkModel', () => {
  test('accepts a model that can be computed', () => {
    expect(() => checkModel(modelOf({ D1: { '1.1': ['a', 'b'], '1.2': ['c'] }, D2: { '2.1': ['d'] } }))).not.toThrow()
    expect(() => checkModel(modelWith({ kind: 'count', items: ['a', 'b'], codes: [1] }))).not.toThrow()
  })

  test.each([
    { case: 'no dimension', model: modelOf({}), message: 'at least one dimension in model test 1' },
    { case: 'a dimension without components', model: modelOf({ D1: {} }), message: 'a component in dimension D1' },
    { case: 'a component without indicators', model: modelOf({ D1: { '1.1': [] } }), message: 'an indicator in component 1.1' },
    {
      case: 'a component code twice',
      model: modelOf({ D1: { '1.1': ['a'] }, D2: { '1.1': ['b'] } }),
      message: 'component code once, not twice 1.1',
    },
    { case: 'an indicator code twice', model: modelOf({ D1: { '1.1': ['a', 'a'] } }), message: 'indicator code once, not twice a' },
    { case: 'goalposts that are equal', model: modelWith({ min: 5, max: 5 }), message: 'finite goalposts min < max of a' },
    { case: 'an infinite goalpost', model: modelWith({ max: Infinity }), message: 'finite goalposts min < max of a' },
    { case: 'a goalpost that is no number', model: modelWith({ min: Number.NaN }), message: 'finite goalposts' },
    { case: 'no item', model: modelWith({ items: [] }), message: 'an item of a' },
    { case: 'a mean of two items', model: modelWith({ items: ['a', 'b'] }), message: 'one item of a, a mean' },
    { case: 'a share without codes', model: modelWith({ kind: 'share' }), message: 'codes of a, a share' },
    { case: 'a count without codes', model: modelWith({ kind: 'count', codes: [] }), message: 'codes of a, a count' },
  ])('refuses $case', ({ model, message }) => {
    expect(() => checkModel(model)).toThrow(RangeError)
    expect(() => checkModel(model)).toThrow(message)
  })

  test('refuses a dimension code twice', () => {
    const model = modelOf({ D1: { '1.1': ['a'] } })
    const twice = { ...model, dimensions: [...model.dimensions, ...modelOf({ D1: { '1.2': ['b'] } }).dimensions] }
    expect(() => checkModel(twice)).toThrow('dimension code once, not twice D1')
  })
})

test('placedIndicators tells each indicator its component and dimension', () => {
  const places = placedIndicators(modelOf({ D1: { '1.1': ['a'] }, D2: { '2.1': ['b'] } }))
  expect(places.map(({ indicator, component, dimension }) => [indicator.code, component, dimension])).toEqual([
    ['a', '1.1', 'D1'],
    ['b', '2.1', 'D2'],
  ])
})
