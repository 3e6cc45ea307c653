import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/server/db.ts'
import { AppError } from '@/lib/server/errors.ts'
import { loadBenchmark } from '@/lib/server/published/load-benchmark.ts'
import { parsePublished } from '@/lib/server/published/parse-published.ts'
import { seedPublished } from '@/lib/server/published/seed-published.ts'

const directory = join(import.meta.dirname, '../../prisma/published')
afterAll(closeDatabase)

describe('published series', () => {
  test('are loaded once, at full precision, without what was not published or is outside the year’s model', async () => {
    await seedPublished(directory)
    expect(await seedPublished(directory)).toBe(0)
    const rows = await db().publishedSeries.findMany({ where: { province: 'Hưng Yên' } })
    expect(rows).toHaveLength(28 + 2 * 29 + 4 * 28)
    expect(rows.find(({ year, component }) => year === 2024 && component === '7.1')?.value).toBe(1.026833773)
    expect(rows.some(({ year, component }) => year === 2021 && component === '5.2')).toBe(false)
    expect(rows.every(({ source }) => source.includes('PAPI'))).toBe(true)
  })

  test('stand as benchmark by dimension and total, as published', async () => {
    const points = await loadBenchmark()
    const total = points.find(({ province, year, dimension }) => province === 'Hưng Yên' && year === 2023 && dimension === '')
    expect(Math.abs((total?.value ?? 0) - 44.22820281982422)).toBeLessThan(1e-5)
    expect(points.filter(({ province, year }) => province === 'Hà Nội' && year === 2024)).toHaveLength(9)
  })

  test('a year of which one component was not published has no such dimension and no total', async () => {
    await db().publishedSeries.createMany({
      data: [
        { province: 'Tỉnh thử', year: 2023, component: '8.1', value: 0.5, source: 'test' },
        { province: 'Tỉnh thử', year: 2023, component: '8.2', value: 2.5, source: 'test' },
      ],
    })
    const points = (await loadBenchmark()).filter(({ province }) => province === 'Tỉnh thử')
    expect(points.map(({ value }) => value)).toEqual(Array.from({ length: 9 }, () => null))
  })
})

describe('parsePublished', () => {
  test('reads any order of columns, semicolons with decimal commas, a mark and quoted names', () => {
    const text = '\uFEFFyear;1.2;province;1.1\r\n2023;1,5;"Bà Rịa; Vũng Tàu";\r\n'
    expect(parsePublished(text)).toEqual([{ province: 'Bà Rịa; Vũng Tàu', year: 2023, components: { '1.2': 1.5, '1.1': null } }])
  })

  test.each([
    { case: 'an unknown column', text: 'province,year,9.9\n', issue: 'line 1, column 9.9' },
    { case: 'a missing column', text: 'province,1.1\n', issue: 'line 1, column year' },
    { case: 'a column twice', text: 'province,year,1.1,1.1\n', issue: 'line 1, column 1.1' },
    { case: 'a cell that is no number', text: 'province,year,1.1\nX,2023,n/a\n', issue: 'line 2, column 1.1' },
    { case: 'a year that is none', text: 'province,year,1.1\nX,23,1\n', issue: 'line 2, column year' },
    { case: 'a negative figure', text: 'province,year,1.1\nX,2023,-1\n', issue: 'line 2, column 1.1' },
  ])('names $case by line and column', ({ text, issue }) => {
    const refusal = (() => {
      try {
        parsePublished(text)
        return null
      } catch (error) {
        return error
      }
    })()
    if (!(refusal instanceof AppError)) throw new Error('an AppError was due')
    expect(refusal.issues.map(({ path }) => path)).toEqual([issue])
  })
})
