import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishedModel } from '@/lib/scoring/published-index.ts'
import { pool } from '../db.ts'
import { parsePublished } from './parse-published.ts'

const source = 'PAPI (papi.org.vn): CECODES, RTA, UNDP'

/**
 * Loads the published component scores of `directory` (papi-*.csv) into published_series; what is there already stays.
 * Only the components of each year's model are kept, and none that was not published (empty or 0).
 *
 * @returns how many figures were added
 */
export async function seedPublished(directory: string): Promise<number> {
  const rows = readdirSync(directory)
    .filter((name) => /^papi-.+\.csv$/.test(name))
    .sort()
    .flatMap((name) => parsePublished(readFileSync(join(directory, name), 'utf8')))
  const figures = rows.flatMap(({ province, year, components }) =>
    publishedModel(year).flatMap((dimension) =>
      dimension.components.flatMap((component) => {
        const value = components[component]
        return value ? [{ province, year, component, value, source }] : []
      }),
    ),
  )
  const { rowCount } = await pool().query(
    `insert into published_series (province, year, component, value, source)
     select * from jsonb_to_recordset($1::jsonb) as r(province text, year int, component text, value float8, source text) on conflict do nothing`,
    [JSON.stringify(figures)],
  )
  return rowCount ?? 0
}
