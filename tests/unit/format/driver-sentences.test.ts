import { describe, expect, test } from 'vitest'
import { driverSentences } from '@/lib/format/driver-sentences.ts'
import type { DriverLine, DriversView } from '@/lib/format/figures.ts'

const line = (name: string, more: Partial<DriverLine>): DriverLine => ({
  code: name,
  name: { vi: name, en: name },
  importance: 0.4,
  lower: 0.3,
  upper: 0.5,
  first: 0,
  performance: 6,
  quadrant: 'keep-up',
  isSure: true,
  ...more,
})
const view = (parts: readonly DriverLine[]): DriversView => ({
  kind: 'shown',
  wave: '2024',
  respondents: 100,
  explained: 0.4,
  importanceLine: 0.5,
  performanceLine: 6,
  parts,
})

describe('driverSentences', () => {
  test('names what is first only where nine resamples in ten put it first', () => {
    expect(driverSentences(view([line('Thái độ', { first: 0.9 })]), 'vi')[0]).toBe('Đi cùng sự hài lòng chung nhiều nhất là “Thái độ”.')
    expect(driverSentences(view([line('Thái độ', { first: 0.89 })]), 'vi')[0]).toMatch(/^Chưa rõ điều nào/)
  })

  test('names to improve first only what has a sure place', () => {
    const [sure, unsure] = [line('A', { quadrant: 'improve-first' }), line('B', { quadrant: 'improve-first', isSure: false })]
    expect(driverSentences(view([sure, unsure]), 'en')[1]).toBe('To improve first: “A”.')
    expect(driverSentences(view([unsure]), 'en')[1]).toBe('Nothing is surely both important and scored lower than the rest.')
  })

  test('says why nothing can be said', () => {
    const refused = { kind: 'refused', wave: '2024', respondents: null } as const
    expect(driverSentences({ ...refused, reason: 'too-few-answers' }, 'vi')).toEqual([
      'Chưa nói được điều gì quan trọng nhất: với mỗi tiêu chí cần ít nhất mười phiếu trả lời đủ mọi tiêu chí.',
    ])
    expect(driverSentences({ ...refused, reason: 'all-equal' }, 'vi')).toEqual([
      'Chưa nói được điều gì quan trọng nhất: mọi câu trả lời như nhau nên chưa kết luận được.',
    ])
  })
})
