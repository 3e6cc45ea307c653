import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDate, formatDateTime } from '@/lib/format/dates.ts'
import {
  formatCount,
  formatDifference,
  formatDifferenceInterval,
  formatInterval,
  formatPercent,
  formatPercentInterval,
  formatScore,
  formatShare,
} from '@/lib/format/numbers.ts'

describe('formatScore', () => {
  test.each([
    { score: 7.555, vi: '7,56', en: '7.56' },
    { score: 7, vi: '7,00', en: '7.00' },
    { score: 44.404243, vi: '44,40', en: '44.40' },
    { score: -0.126, vi: '−0,13', en: '−0.13' },
    { score: -0.001, vi: '0,00', en: '0.00' },
  ])('writes $score as $vi in Vietnamese and $en in English', ({ score, vi, en }) => {
    expect(formatScore(score, 'vi')).toBe(vi)
    expect(formatScore(score, 'en')).toBe(en)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s: a score that cannot be carried has words, not digits', (score) => {
    expect(() => formatScore(score, 'vi')).toThrow('formatScore requires a finite number')
  })

  test('is never further from the score than half of its last digit', () => {
    fc.assert(
      fc.property(fc.double({ min: -80, max: 80, noNaN: true }), (score) => {
        const read = Number(formatScore(score, 'en').replace('−', '-'))
        expect(Math.abs(read - score)).toBeLessThanOrEqual(0.005 + 1e-9)
      }),
    )
  })
})

test('a difference carries its sign, and none where it rounds to nothing', () => {
  expect(formatDifference(0.42, 'vi')).toBe('+0,42')
  expect(formatDifference(-0.42, 'vi')).toBe('−0,42')
  expect(formatDifference(0.0049, 'vi')).toBe('0,00')
  expect(formatDifferenceInterval(-0.1, 0.34, 'en')).toBe('−0.10 to +0.34')
})

test('an interval is written with a word between its ends', () => {
  expect(formatInterval(7.31, 7.81, 'vi')).toBe('7,31 đến 7,81')
  expect(formatInterval(7.31, 7.81, 'en')).toBe('7.31 to 7.81')
})

test('counts are grouped in threes in the reader’s own way', () => {
  expect(formatCount(1234, 'vi')).toBe('1.234')
  expect(formatCount(1234, 'en')).toBe('1,234')
  expect(formatCount(241.6, 'vi')).toBe('242')
})

describe('formatShare', () => {
  test.each([
    { share: 0, text: '0%' },
    { share: 0.004, text: '<1%' },
    { share: 0.505, text: '51%' },
    { share: 0.997, text: '>99%' },
    { share: 1, text: '100%' },
  ])('writes $share as $text', ({ share, text }) => {
    expect(formatShare(share, 'vi')).toBe(text)
  })

  test.each([-0.1, 1.1, Number.NaN])('refuses %s', (share) => {
    expect(() => formatShare(share, 'vi')).toThrow('formatShare requires a share between 0 and 1')
  })
})

test('days and hours are those of Vietnam, wherever the server stands', () => {
  expect(formatDate('2024-11-20T18:30:00.000Z', 'vi')).toBe('21/11/2024')
  expect(formatDate('2024-11-20T18:30:00.000Z', 'en')).toBe('21/11/2024')
  expect(formatDateTime('2024-11-20T18:30:00.000Z', 'vi')).toBe('21/11/2024 01:30')
  expect(() => formatDate('yesterday', 'vi')).toThrow('formatDate requires an ISO date')
})

test('a per cent of a ministry has one decimal in the reader’s form, its interval two signs', () => {
  expect(formatPercent(87.16, 'vi')).toBe('87,2%')
  expect(formatPercent(100, 'en')).toBe('100.0%')
  expect(formatPercentInterval(80.08, 90, 'vi')).toBe('80,1% đến 90,0%')
  expect(() => formatPercent(Number.NaN, 'vi')).toThrow('formatPercent requires a finite number')
})
