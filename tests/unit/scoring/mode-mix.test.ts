import { describe, expect, test } from 'vitest'
import { compareModes } from '@/lib/scoring/mode-mix.ts'
import { sheetSamples } from '@/lib/scoring/sheet-sample.ts'
import { sheetOf } from './sheets.ts'

/** A sample of one instrument with so many answers by each mode, mode numbers in the order given. */
const sample = (counts: Readonly<Record<number, number>>, { weightOf = (_mode: number): number => 1, outside = 0 } = {}) => {
  const modes = Object.entries(counts).flatMap(([mode, count]) => new Array<number>(count).fill(Number(mode)))
  const all = [...modes, ...new Array<number>(outside).fill(7)]
  const sheet = { ...sheetOf({ a: all.map((_, i) => 1 + (i % 5)) }, { weights: all.map(weightOf) }), modes: Int16Array.from(all) }
  const domain = outside > 0 ? { form: Uint8Array.from(all, (_, row) => (row < modes.length ? 1 : 0)) } : undefined
  const found = sheetSamples([sheet], domain, false).get('form')
  if (!found) throw new Error('no sample')
  return found
}

describe('compareModes', () => {
  test('the distance is the part of the answers that would have to change mode; up to 5 per cent it is the same mix', () => {
    expect(compareModes(sample({ 1: 50, 2: 50 }), sample({ 1: 45, 2: 55 }), 10)).toEqual({
      mix: { instrument: 'form', distance: expect.closeTo(0.05, 12), outcome: 'same' },
      groups: [],
    })
    expect(compareModes(sample({ 1: 50, 2: 50 }), sample({ 1: 44, 2: 56 }), 10).mix).toEqual({
      instrument: 'form',
      distance: expect.closeTo(0.06, 12),
      outcome: 'standardised',
    })
    // exactly one in twenty, in numbers that are exact
    expect(compareModes(sample({ 1: 20 }), sample({ 1: 19, 2: 1 }), 1).mix).toMatchObject({ outcome: 'same' })
  })

  test('both waves are standardised to the average of the two mixes, each mode with its own rows', () => {
    const { groups } = compareModes(sample({ 2: 30, 5: 10 }), sample({ 2: 20, 5: 20 }), 10)
    expect(groups.map(({ share }) => share)).toEqual([0.625, 0.375])
    expect(groups.map(({ from }) => [...from].lastIndexOf(1))).toEqual([29, 39])
    expect(groups.map(({ from, to }) => [from, to].map((rows) => rows.reduce((sum, row) => sum + row, 0)))).toEqual([
      [30, 20],
      [10, 20],
    ])
    expect(groups[0]?.from).toHaveLength(40)
  })

  test('shares are weighted, people are counted', () => {
    const heavy = sample({ 1: 10, 2: 30 }, { weightOf: (mode: number) => (mode === 1 ? 3 : 1) })
    expect(compareModes(heavy, sample({ 1: 20, 2: 20 }), 10).mix).toMatchObject({ distance: 0, outcome: 'same' })
  })

  test('a mode with too few people in one wave makes them not comparable, in either order', () => {
    const [many, few] = [sample({ 1: 60, 2: 40 }), sample({ 1: 91, 2: 9 })]
    for (const [from, to] of [
      [many, few],
      [few, many],
    ] as const)
      expect(compareModes(from, to, 10)).toEqual({
        mix: { instrument: 'form', distance: expect.closeTo(0.31, 12), outcome: 'not-comparable' },
        groups: [],
      })
    expect(compareModes(many, sample({ 1: 90, 2: 10 }), 10).mix.outcome).toBe('standardised')
  })

  test('modes below 5 per cent in both waves are counted with the commonest, one of 5 per cent is not', () => {
    // 3 is the commonest; 1 is small in both.
    const small = compareModes(sample({ 1: 4, 2: 36, 3: 60 }), sample({ 1: 2, 2: 18, 3: 80 }), 10)
    expect(small.groups.map(({ share }) => share)).toEqual([expect.closeTo(0.27, 12), expect.closeTo(0.73, 12)])
    expect(small.groups[1]?.from.reduce((sum, row) => sum + row, 0)).toBe(64)
    // 5 in a hundred stand by themselves, and are then too few.
    expect(compareModes(sample({ 1: 5, 2: 35, 3: 60 }), sample({ 1: 2, 2: 18, 3: 80 }), 10).mix.outcome).toBe('not-comparable')
  })

  test('those outside the domain are in no mix and in no group', () => {
    const from = sample({ 1: 30, 2: 10 }, { outside: 100 })
    const { mix, groups } = compareModes(from, sample({ 1: 20, 2: 20 }), 10)
    expect(mix).toMatchObject({ distance: 0.25, outcome: 'standardised' })
    expect(groups.map((group) => group.from.reduce((sum, row) => sum + row, 0))).toEqual([30, 10])
  })

  test('one mode in both waves is one mix', () => {
    expect(compareModes(sample({ 4: 3 }), sample({ 4: 90 }), 10).mix).toMatchObject({ distance: 0, outcome: 'same' })
  })
})
