import { describe, expect, test } from 'vitest'
import { buildInstrument } from '@/lib/instruments/build/build-instrument.ts'
import { page, radio } from '@/lib/instruments/build/questions.ts'
import { yesNo } from '@/lib/instruments/build/scales.ts'
import type { CodebookItem, Instrument } from '@/lib/instruments/index.ts'

const build = (
  version: string,
  items: readonly (readonly [id: string, change: CodebookItem['change']])[],
  previous?: Instrument,
): Instrument =>
  buildInstrument({
    id: 'health-station',
    version,
    title: ['Thử', 'Trial'],
    askedOf: ['Ai cũng được', 'Anybody'],
    pages: [
      page(
        'one',
        ['Một', 'One'],
        items.map(([id, change]) => radio(id, ['Có không?', 'Is it so?'], yesNo, { change, source: 'own', measures: ['Thử', 'Trial'] })),
      ),
    ],
    ...(previous === undefined ? {} : { previous }),
  })

describe('buildInstrument', () => {
  const first = build('2023', [
    ['kept', 'same'],
    ['other', 'same'],
    ['gone', 'same'],
  ])

  test('the first version gives every item a key of its own', () => {
    expect(first.codebook.map(({ change, comparabilityKey }) => [change, comparabilityKey])).toEqual([
      ['first', 'kept@2023'],
      ['first', 'other@2023'],
      ['first', 'gone@2023'],
    ])
  })

  test('what stays the same keeps its key over any number of versions, what changes gets a new one', () => {
    const second = build(
      '2024',
      [
        ['kept', 'same'],
        ['other', 'reworded'],
        ['fresh', 'new'],
      ],
      first,
    )
    const third = build(
      '2025',
      [
        ['kept', 'same'],
        ['other', 'same'],
      ],
      second,
    )
    expect(second.codebook.map(({ comparabilityKey }) => comparabilityKey)).toEqual(['kept@2023', 'other@2024', 'fresh@2024'])
    expect(second.dropped).toEqual(['gone'])
    expect(third.codebook.map(({ comparabilityKey }) => comparabilityKey)).toEqual(['kept@2023', 'other@2024'])
    expect(third.dropped).toEqual(['fresh'])
  })

  test.each([
    { case: 'a new item that was there before', item: ['kept', 'new'] as const },
    { case: 'an item called the same that was not there', item: ['fresh', 'same'] as const },
    { case: 'an item called reworded that was not there', item: ['fresh', 'reworded'] as const },
  ])('refuses $case', ({ item }) => {
    expect(() => build('2024', [item], first)).toThrow('buildInstrument requires a change')
  })
})
