import type { BenchmarkPoint } from '@/lib/format/figures.ts'
import { publishedIndex } from '@/lib/scoring/published-index.ts'
import { db } from '../db.ts'

/**
 * The published PAPI dimensions and total of every province and year that this installation holds, as benchmark: provincial figures,
 * never a commune's. In order of province, year and dimension; the total's dimension is ''. Null = not published.
 */
export async function loadBenchmark(): Promise<readonly BenchmarkPoint[]> {
  const rows = await db().publishedSeries.findMany({ orderBy: [{ province: 'asc' }, { year: 'asc' }, { component: 'asc' }] })
  const byYear = new Map<string, { province: string; year: number; source: string; components: Record<string, number> }>()
  for (const { province, year, component, value, source } of rows) {
    const key = `${province}\n${year}`
    const entry = byYear.get(key) ?? { province, year, source, components: {} }
    entry.components[component] = value
    byYear.set(key, entry)
  }
  return [...byYear.values()].flatMap(({ province, year, source, components }) => {
    const { dimensions, total } = publishedIndex(year, components)
    return [...dimensions, { code: '', figure: total }].map(({ code, figure }) => ({
      province,
      year,
      dimension: code,
      value: figure.kind === 'published' ? figure.value : null,
      source,
    }))
  })
}
