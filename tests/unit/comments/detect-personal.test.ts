import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectPersonal } from '@/lib/server/comments/detect-personal.ts'
import { maskPersonal } from '@/lib/server/comments/mask-personal.ts'
import type { PersonalSpan } from '@/lib/server/comments/personal-span.ts'
import { type CorpusComment, commentCorpus } from './comment-corpus.ts'

const corpus = commentCorpus(20_261_124, 8)
/** Found whole: from its first letter or digit to its last. */
const covers = (text: string, found: readonly PersonalSpan[], { start, end }: PersonalSpan) =>
  found.some((span) => span.start <= start + text.slice(start).search(/[\p{L}\p{N}]/u) && span.end >= end)
const touches = (a: PersonalSpan, b: PersonalSpan) => a.start < b.end && b.start < a.end
const isNumber = ({ kind }: PersonalSpan) => kind === 'phone' || kind === 'identity'
const missed = (comments: readonly CorpusComment[], of: (span: PersonalSpan) => boolean) =>
  comments.flatMap(({ form, text, truth }) =>
    truth.filter((span) => of(span) && !covers(text, detectPersonal(text), span)).map(() => `${form}: ${text}`),
  )
const told = (text: string) => detectPersonal(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)

describe('the corpus of synthetic comments', () => {
  const numbers = corpus.flatMap(({ truth }) => truth.filter(isNumber))
  const others = corpus.flatMap(({ truth }) => truth.filter((span) => !isNumber(span)))
  const found = corpus.flatMap(({ text, truth }) => detectPersonal(text).map((span) => truth.some((true_) => touches(span, true_))))
  const precision = found.filter(Boolean).length / found.length

  test('has at least 300 comments, the same at every run', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300)
    expect(numbers.length).toBeGreaterThanOrEqual(200)
    expect(commentCorpus(20_261_124, 8)).toEqual(corpus)
  })

  test('98 of 100 telephone and identity numbers are found whole, whatever their form', () => {
    const lost = missed(corpus, isNumber)
    const recall = 1 - lost.length / numbers.length
    console.info(
      `numbers: recall ${recall.toFixed(4)} of ${numbers.length}; precision of all finds ${precision.toFixed(4)} of ${found.length}`,
    )
    expect(recall, lost.join('\n')).toBeGreaterThanOrEqual(0.98)
  })

  test('95 of 100 addresses, plates and names are found', () => {
    const lost = missed(corpus, (span) => !isNumber(span))
    const recall = 1 - lost.length / others.length
    console.info(`e-mail, plates, names: recall ${recall.toFixed(4)} of ${others.length}`)
    expect(recall, lost.join('\n')).toBeGreaterThanOrEqual(0.95)
  })

  test('at least 95 of 100 finds are right', () => {
    const wrong = corpus.flatMap(({ text, truth }) =>
      detectPersonal(text)
        .filter((span) => !truth.some((true_) => touches(span, true_)))
        .map(({ kind, start, end }) => `${kind} "${text.slice(start, end)}" in ${text}`),
    )
    expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
  })
})

describe('what is found', () => {
  test.each([
    ['gọi 0912.345.678 nhé', ['phone: 0912.345.678']],
    ['gọi +84 912 345 678', ['phone: +84 912 345 678']],
    ['sđt không chín một hai ba bốn năm sáu bảy tám', ['phone: không chín một hai ba bốn năm sáu bảy tám']],
    ['khong chin mot hai 345 678', ['phone: khong chin mot hai 345 678']],
    ['hai số 0912345678, 0987654321', ['phone: 0912345678', 'phone: 0987654321']],
    ['thôn 3 0912345678', ['phone: 0912345678']],
    ['CCCD 033 190 001 234', ['identity: 033 190 001 234']],
    ['CMND 145678901', ['identity: 145678901']],
    ['tài khoản 1903 4567 8901 234', ['number: 1903 4567 8901 234']],
    ['viết cho a.b-c@xa.hungyen.gov.vn', ['email: a.b-c@xa.hungyen.gov.vn']],
    ['xe 89A-123.45 đỗ chắn cổng', ['plate: 89A-123.45']],
    ['vì Cô Nguyễn Thị Hoa, dạy lớp 3', ['name: Nguyễn Thị Hoa']],
    ['BÀ CON KHEN, gặp bà H. nhé', ['name: H']],
    ['Lê Văn Tám làm việc tốt', ['name: Lê Văn Tám']],
    ['cô y tá Hoa và bác sĩ Hùng', ['name: Hoa', 'name: Hùng']],
    ['nho chi Lan xem lai', ['name: Lan']],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected)
    const decomposed = text.normalize('NFD')
    expect(told(decomposed).map((span) => span.normalize('NFC'))).toEqual(expected)
  })

  test.each([
    'thu 500.000 đồng', 'dự án 1.500.000.000 đồng', 'ngày 15/11/2024', 'từ năm 2023 - 2024', 'tiếng Anh Việt song song', 'ông bà, cha mẹ', 'bà con thôn 3',
    'có Lan can an toàn', 'chờ năm sáu bảy lần', 'Quyết định 56/QĐ-BYT', 'các phòng 1, 2, 3, 4, 5, 6, 7, 8, 9', 'bác sĩ rất tốt', '', '…', '500000000 đồng',
    'học bác Hồ', 'CÔ GIÁO DẠY RẤT TỐT VÀ CÁC EM NGOAN',
  ])('nothing in: %s', (text) => {
    expect(told(text)).toEqual([])
  }) // biome-ignore format: a table

  test('what is found can be blacked out', () => {
    const text = 'Cô Hoa, số 0912 345 678, thu 500.000 đồng'
    expect(maskPersonal(text, detectPersonal(text))).toBe('Cô […], số […], thu 500.000 đồng')
  })

  test('spans lie in the text, in order and apart, whatever the text, and a marked text has none of the digits left', () => {
    fc.assert(
      fc.property(
        fc
          .array(
            fc.oneof(
              fc.string({ unit: 'grapheme', maxLength: 12 }),
              fc.constantFrom(' không', ' chín', ' mươi', '0912', ' 345.678', '\u0301', 'Cô ', 'Hoa', '@', 'ﬀ', '①', '½'),
            ),
            { maxLength: 30 },
          )
          .map((parts) => parts.join('')),
        (text) => {
          let end = 0
          for (const span of detectPersonal(text)) {
            expect(span.start).toBeGreaterThanOrEqual(end)
            expect(span.end).toBeGreaterThan(span.start)
            end = span.end
          }
          expect(end).toBeLessThanOrEqual(text.length)
          expect(maskPersonal(text, detectPersonal(text))).not.toMatch(/0912345678/)
        },
      ),
    )
  })

  test('a text of the greatest length is read in no time: no pattern runs away', () => {
    for (const piece of ['0', '0 ', 'a', 'a.', ' không', 'Nguyễn ', 'cô ', '1.', '12/', '@', '89A']) {
      const text = piece.repeat(4_000).slice(0, 4_000)
      const before = performance.now()
      detectPersonal(text)
      expect(performance.now() - before, piece).toBeLessThan(500)
    }
  })
})
