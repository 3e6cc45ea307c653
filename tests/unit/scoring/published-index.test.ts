import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publishedIndex, publishedModel } from '@/lib/scoring/published-index.ts'

const rowsOf = (file: string) => {
  const [header = '', ...lines] = readFileSync(new URL(`../../../prisma/published/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const [, , ...codes] = header.split(',')
  return lines.map((line) => {
    const [province = '', year = '', ...cells] = line.split(',')
    const components = Object.fromEntries(codes.map((code, i) => [code, cells[i] ? Number(cells[i]) : null]))
    return { province, year: Number(year), components }
  })
}
const numberOf = (figure: ReturnType<typeof publishedIndex>['total']) => (figure.kind === 'published' ? figure.value : null)
const all = ['papi-hung-yen.csv', 'papi-ha-noi.csv', 'papi-thai-binh.csv'].flatMap(rowsOf)
const find = (province: string, year: number) => {
  const row = all.find((candidate) => candidate.province === province && candidate.year === year)
  if (!row) throw new Error(`${province} ${year} is not in the published series`)
  return publishedIndex(year, row.components)
}

describe('publishedIndex', () => {
  test.each([
    { province: 'Hưng Yên', year: 2023, total: 44.22820281982422, within: 1e-5 },
    { province: 'Hưng Yên', year: 2024, total: 44.40424346923828, within: 1e-5 },
    { province: 'Hưng Yên', year: 2021, total: 45.366, within: 5e-4 },
    { province: 'Hưng Yên', year: 2018, total: 43.581, within: 5e-4 },
    { province: 'Hưng Yên', year: 2019, total: 41.248, within: 5e-4 },
    { province: 'Hưng Yên', year: 2020, total: 42.17, within: 5e-4 },
    { province: 'Hưng Yên', year: 2022, total: 44.183, within: 5e-4 },
    { province: 'Hà Nội', year: 2023, total: 43.9603, within: 1e-4 },
    { province: 'Hà Nội', year: 2024, total: 43.7747, within: 1e-4 },
    { province: 'Thái Bình', year: 2023, total: 43.7585, within: 1e-4 },
  ])('$province $year adds up to the published total $total', ({ province, year, total, within }) => {
    expect(Math.abs((numberOf(find(province, year).total) ?? Number.NaN) - total)).toBeLessThan(within)
  })

  test('the dimensions are those printed for Hà Nội 2023 and for Hưng Yên 2018, when 8.3 was not yet asked and 5.2 still was', () => {
    const dimensions = (province: string, year: number) =>
      find(province, year).dimensions.map(({ figure }) => Number(numberOf(figure)?.toFixed(4)))
    expect(dimensions('Hà Nội', 2023)).toEqual([5.4275, 5.6707, 4.276, 6.7348, 7.1611, 7.8486, 2.8688, 3.9728])
    const printed = [5.653, 4.966, 4.935, 6.534, 7.354, 7.34, 3.536, 3.262]
    for (const [i, value] of dimensions('Hưng Yên', 2018).entries()) expect(Math.abs(value - (printed[i] ?? 0))).toBeLessThan(6e-4)
  })

  test('a missing component leaves its dimension and the total unpublished and is named; the other dimensions stand', () => {
    const { components } = all.find((row) => row.year === 2023) ?? { components: {} }
    const { dimensions, total } = publishedIndex(2023, { ...components, '4.2': null })
    expect(dimensions.find(({ code }) => code === 'D4')?.figure).toEqual({ kind: 'not-published', missing: ['4.2'] })
    expect(total).toEqual({ kind: 'not-published', missing: ['4.2'] })
    expect(dimensions.filter(({ figure }) => figure.kind === 'published')).toHaveLength(7)
  })

  test('0 in the source means not published, never a score of 0', () => {
    const { components } = all.find((row) => row.year === 2024) ?? { components: {} }
    expect(publishedIndex(2024, { ...components, '7.1': 0 }).total).toEqual({ kind: 'not-published', missing: ['7.1'] })
  })

  test('5.2 counts until 2020 and not since; 8.3 counts since 2019', () => {
    const model = (year: number) => publishedModel(year).flatMap(({ components }) => components)
    expect([2017, 2018, 2019, 2020, 2021, 2024].map((year) => model(year).length)).toEqual([22, 28, 29, 29, 28, 28])
    expect(model(2020)).toContain('5.2')
    expect(model(2021)).not.toContain('5.2')
    expect(model(2018)).not.toContain('8.3')
  })

  test('until 2017 there are six dimensions, and the total is their sum', () => {
    const ones = Object.fromEntries(publishedModel(2016).flatMap(({ components }) => components.map((code) => [code, 1])))
    const { dimensions, total } = publishedIndex(2016, ones)
    expect(dimensions.map(({ code }) => code)).toEqual(['D1', 'D2', 'D3', 'D4', 'D5', 'D6'])
    expect(numberOf(total)).toBe(22)
  })

  test('a year without a model and a component that is no number are misuse', () => {
    expect(() => publishedModel(2010)).toThrow(RangeError)
    expect(() => publishedModel(2023.5)).toThrow(RangeError)
    expect(() => publishedIndex(2023, { '1.1': Number.NaN })).toThrow(RangeError)
    expect(() => publishedIndex(2023, { '1.1': -1 })).toThrow(RangeError)
  })

  test('on the scale of each component, dimensions stay within 1 to 10 and the total is their sum', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2018, max: 2030 }),
        fc.array(fc.double({ min: 1, max: 10, noNaN: true }), { minLength: 29, maxLength: 29 }),
        (year, outOfTen) => {
          const model = publishedModel(year)
          const components = Object.fromEntries(
            model.flatMap((dimension) => dimension.components.map((code, i) => [code, (outOfTen[i] ?? 1) / dimension.components.length])),
          )
          const { dimensions, total } = publishedIndex(year, components)
          const values = dimensions.map(({ figure }) => numberOf(figure) ?? Number.NaN)
          for (const value of values) expect(value >= 1 - 1e-12 && value <= 10 + 1e-12).toBe(true)
          expect(numberOf(total)).toBeCloseTo(
            values.reduce((sum, value) => sum + value, 0),
            10,
          )
        },
      ),
    )
  })
})
