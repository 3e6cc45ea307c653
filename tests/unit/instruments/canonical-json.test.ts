import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '@/lib/instruments/index.ts'

describe('canonicalJson', () => {
  test('orders keys by code unit at every depth and leaves lists as they are', () => {
    expect(canonicalJson({ b: [2, 1, { z: null, a: 'đ' }], a: true, B: 0.5 })).toBe('{"B":0.5,"a":true,"b":[2,1,{"a":"đ","z":null}]}')
  })

  test('refuses what JSON cannot hold', () => {
    for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, new Date(0), () => 1, { a: undefined }, [Symbol('a')], 1n])
      expect(() => canonicalJson(value)).toThrow('canonicalJson requires plain JSON data')
  })

  test('reads back as the same data, and the order in which keys were written does not matter', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
      }),
    )
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  )
}
