import { describe, expect, test } from 'vitest'
import type { Figure, FigurePair } from '@/lib/format/figures.ts'
import { leftOutWords } from '@/lib/format/left-out-words.ts'
import { emptyPlaceWords, refusalWords } from '@/lib/format/refusal-words.ts'
import { verdictSentence, verdictWords } from '@/lib/format/verdict-sentence.ts'
import { changed, refused, shown, states } from '@/tests/support/view-model-fixtures.ts'

const waves = { from: '2023', to: '2024' }
const health = (parts: Pick<FigurePair, 'from' | 'to' | 'change'>) => ({ name: { vi: 'Y tế công lập', en: 'Public health' }, ...parts })

describe('verdictSentence', () => {
  test.each([
    { state: 'rose', vi: '“Y tế công lập” tăng rõ: 6,90 lên 7,40.', en: '“Public health” clearly rose: 6.90 to 7.40.' },
    { state: 'fell', vi: '“Y tế công lập” giảm rõ: 5,61 xuống 5,05.', en: '“Public health” clearly fell: 5.61 to 5.05.' },
    {
      state: 'cannotTell',
      vi: '“Y tế công lập”: chưa đủ cơ sở để nói tăng hay giảm (6,02 và 6,11).',
      en: '“Public health”: not enough to say whether it rose or fell (6.02 and 6.11).',
    },
    {
      state: 'refused',
      vi: '“Y tế công lập”: chưa đủ để chấm, mới có 12 người trả lời.',
      en: '“Public health”: too few to score, 12 people have answered.',
    },
    {
      state: 'notComparable',
      vi: '“Y tế công lập”: hai năm không so được với nhau.',
      en: '“Public health”: the two years cannot be compared.',
    },
    {
      state: 'onlyTo',
      vi: '“Y tế công lập”: năm 2024 mới bắt đầu hỏi, chưa có gì để so.',
      en: '“Public health”: asked for the first time in 2024, nothing to compare with yet.',
    },
    {
      state: 'onlyFrom',
      vi: '“Y tế công lập”: chỉ có điểm năm 2023, năm 2024 không hỏi.',
      en: '“Public health”: scored in 2023 only, not asked in 2024.',
    },
    { state: 'absent', vi: '“Y tế công lập”: không hỏi trong cả hai năm.', en: '“Public health”: not asked in either year.' },
  ] as const)('$state: $vi', ({ state, vi, en }) => {
    expect(verdictSentence(health(states[state]), waves, 'vi')).toBe(vi)
    expect(verdictSentence(health(states[state]), waves, 'en')).toBe(en)
  })

  test('a verdict of not-comparable says so even where both years have a figure and a difference', () => {
    const line = health({ from: shown(3.2), to: shown(4.9), change: changed(3.2, 4.9, 'not-comparable', true) })
    expect(verdictSentence(line, waves, 'vi')).toBe('“Y tế công lập”: hai năm không so được với nhau.')
    expect(verdictWords(line, waves, 'vi')).toBe('không so được')
  })

  test('the numbers of the sentence are those of the common core, not the years’ own', () => {
    const line = health({ from: shown(6.5), to: shown(7.9), change: changed(6.9, 7.4, 'rose') })
    expect(verdictSentence(line, waves, 'vi')).toBe('“Y tế công lập” tăng rõ: 6,90 lên 7,40.')
  })

  test('a refused first year is told as such, not as a fall or a rise', () => {
    const line = health({ from: refused('all-missing', 0), to: shown(7.4), change: refused('all-missing', 0) })
    expect(verdictSentence(line, waves, 'vi')).toBe('“Y tế công lập”: chưa đủ để chấm, không ai nêu ý kiến.')
  })

  test('two shown years whose change is refused give the reason of the change', () => {
    const line = health({ from: shown(6.9), to: shown(7.4), change: refused('all-equal', 40) })
    expect(verdictSentence(line, waves, 'vi')).toBe('“Y tế công lập”: mọi câu trả lời như nhau nên chưa kết luận được.')
  })

  test('two shown years without any change were not compared', () => {
    const line: { name: { vi: string; en: string }; from: Figure; to: Figure; change: null } = {
      name: { vi: 'Y tế công lập', en: 'Public health' },
      from: shown(6.9),
      to: shown(7.4),
      change: null,
    }
    expect(verdictWords(line, waves, 'en')).toBe('not comparable')
  })
})

test.each([
  ['rose', 'tăng rõ', 'clearly up'],
  ['fell', 'giảm rõ', 'clearly down'],
  ['cannotTell', 'chưa rõ tăng hay giảm', 'no clear change'],
  ['refused', 'chưa đủ để chấm', 'too few to score'],
  ['notComparable', 'không so được', 'not comparable'],
  ['onlyFrom', 'chỉ có năm 2023', 'only in 2023'],
  ['onlyTo', 'mới có từ năm 2024', 'since 2024'],
  ['absent', 'không hỏi', 'not asked'],
] as const)('the verdict of %s is “%s”, in English “%s”', (state, vi, en) => {
  expect(verdictWords(states[state], waves, 'vi')).toBe(vi)
  expect(verdictWords(states[state], waves, 'en')).toBe(en)
})

test('a count of those who answered is told only where it may be', () => {
  expect(refusalWords('too-few-answers', 1234, 'vi')).toBe('chưa đủ để chấm, mới có 1.234 người trả lời')
  expect(refusalWords('too-few-answers', null, 'vi')).toBe('chưa đủ để chấm, quá ít người trả lời')
  expect(emptyPlaceWords('too-few-answers', 12, 'vi')).toBe('mới có 12 người trả lời')
  expect(emptyPlaceWords('too-few-answers', null, 'en')).toBe('too few have answered')
  expect(emptyPlaceWords('all-equal', 40, 'vi')).toBe('mọi câu trả lời như nhau')
  expect(refusalWords('single-psu', 80, 'vi')).toBe('chưa đủ để chấm, mọi phiếu cùng một cụm')
})

test.each([
  ['only-from', 'chỉ hỏi năm 2023'],
  ['only-to', 'chỉ hỏi năm 2024'],
  ['key-differs', 'câu hỏi hoặc thang điểm đã đổi giữa hai năm'],
  ['refused-from', 'năm 2023 chưa đủ người trả lời'],
  ['refused-to', 'năm 2024 chưa đủ người trả lời'],
  ['mode-mix', 'cách thu phiếu hai năm khác nhau'],
] as const)('left out by %s: “%s”', (why, words) => {
  expect(leftOutWords(why, waves, 'vi')).toBe(words)
})
