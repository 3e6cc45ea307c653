import { describe, expect, test } from 'vitest'
import { communeSummary } from '@/lib/format/commune-summary.ts'
import { levelWords } from '@/lib/format/level-words.ts'
import { coreNote, unitSummary } from '@/lib/format/unit-summary.ts'
import { changed, communeView, refused, shown, states, unitView } from '@/tests/support/view-model-fixtures.ts'

const waves = { from: '2023', to: '2024' }

describe('communeSummary', () => {
  test('counts every dimension once, in the words of its state', () => {
    const summary = communeSummary(communeView(), waves, 'vi')
    expect(summary.lead).toBe(
      'Trong số người trả lời, năm 2024 so với năm 2023: trong 8 nội dung có 1 tăng rõ, 1 giảm rõ, 2 chưa đủ cơ sở để nói tăng hay giảm, 1 không so được, 1 chưa đủ để chấm, 2 chỉ có một năm.',
    )
    expect(summary.clear).toEqual([
      '“Kiểm soát tham nhũng trong khu vực công” giảm rõ: 5,61 xuống 5,05.',
      '“Cung ứng dịch vụ công” tăng rõ: 6,90 lên 7,40.',
    ])
  })

  test('a drawn sample does not say “among those who answered”', () => {
    expect(communeSummary({ ...communeView(), selfSelected: false }, waves, 'en').lead).toMatch(
      /^2024 against 2023: of 8 dimensions, 1\sclearly rose, /,
    )
  })

  test('says nothing about a change where none is clear', () => {
    const view = communeView()
    const [first] = view.dimensions
    expect(first).toBeDefined()
    expect(communeSummary({ ...view, dimensions: first ? [first] : [] }, waves, 'vi').clear).toEqual([])
  })
})

describe('levelWords', () => {
  test.each([
    { lower: 7.1, upper: 7.7, words: 'mức khá' },
    { lower: 5.8, upper: 6.2, words: 'từ mức trung bình đến mức khá' },
    { lower: 3.9, upper: 8.4, words: 'từ mức thấp đến mức cao' },
    { lower: 1, upper: 1, words: 'mức thấp' },
    { lower: 8, upper: 10, words: 'mức cao' },
  ])('$lower to $upper is “$words”', ({ lower, upper, words }) => {
    expect(levelWords(lower, upper, 'vi')).toBe(words)
  })

  test('refuses an interval that is none', () => {
    expect(() => levelWords(7, 6, 'vi')).toThrow('levelWords requires lower <= upper')
    expect(() => levelWords(Number.NaN, 6, 'vi')).toThrow(RangeError)
  })
})

describe('unitSummary', () => {
  test('says the score, the level that its interval allows, and what happened', () => {
    expect(unitSummary(unitView(), waves, 'vi')).toEqual([
      'Người trả lời năm 2024 chấm 7,40 trên 10, mức khá.',
      '“Điểm chung” tăng rõ: 6,90 lên 7,40.',
    ])
  })

  test('a value of the comparison that differs from the year’s own is explained, an equal one is not', () => {
    const { headline } = unitView({ from: shown(6.5), to: shown(7.9), change: changed(6.9, 7.4, 'rose') })
    expect(coreNote(headline, waves, 'vi')).toBe(
      'Phần so sánh chỉ dùng những gì hỏi giống nhau ở cả hai năm, nên 7,40 khác điểm riêng 7,90 của năm 2024.',
    )
    expect(coreNote(unitView().headline, waves, 'vi')).toBeNull()
    expect(coreNote(unitView(states.refused).headline, waves, 'vi')).toBeNull()
  })

  test('a refused year is told in words alone', () => {
    expect(unitSummary(unitView({ from: shown(7), to: refused('too-few-answers', 12), change: null }), waves, 'vi')).toEqual([
      'Chưa đủ để chấm, mới có 12 người trả lời.',
    ])
  })

  test('a year that was not asked is told as such', () => {
    expect(unitSummary(unitView(states.onlyFrom), waves, 'vi')).toEqual(['“Điểm chung”: chỉ có điểm năm 2023, năm 2024 không hỏi.'])
  })
})
