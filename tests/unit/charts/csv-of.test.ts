import { describe, expect, test } from 'vitest'
import { csvOf } from '@/app/_components/charts/csv-of.ts'

describe('csvOf', () => {
  test('has a mark of UTF-8, the separator of the language and quotes where one is needed', () => {
    expect(
      csvOf(
        [
          ['Câu hỏi', '6,41'],
          ['Một; hai', 'nói "tốt"'],
        ],
        'vi',
      ),
    ).toBe('\uFEFFCâu hỏi;"6,41"\r\n"Một; hai";"nói ""tốt"""\r\n')
    expect(csvOf([['Item', '6.41']], 'en')).toBe('\uFEFFItem,6.41\r\n')
  })

  test('a cell is one line, and none is a formula; a signed number stays one', () => {
    expect(csvOf([[' a\n  b ', '=SUM(A1)', '+0,3', '+x', '@x', '-cmd', '-0,2', '- 0,2', '-']], 'vi')).toBe(
      '\uFEFFa b;\'=SUM(A1);"+0,3";\'+x;\'@x;\'-cmd;"-0,2";"- 0,2";-\r\n',
    )
  })
})
