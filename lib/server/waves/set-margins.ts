import type pg from 'pg'
import * as z from 'zod'
import type { Scope } from '../scope.ts'

const marginSchema = z.strictObject({
  unitId: z.uuid(),
  instrument: z.string().min(1),
  /** sex, age_band, village, grade, procedure: an item of the profile, or the village */
  variable: z.string().min(1),
  /** The item's code, or the village's unit code */
  category: z.string().min(1),
  count: z.int().min(0),
  source: z.string().min(1),
})
export type NewMargin = z.infer<typeof marginSchema>

/**
 * Writes the register of those whom the instruments of a wave ask; a category that is there already takes the new count.
 *
 * @throws {z.ZodError} on negative counts and empty names
 */
export const setMargins = async (client: pg.ClientBase, scope: Scope, waveId: string, margins: readonly NewMargin[]): Promise<void> => {
  const rows = z.array(marginSchema).parse(margins)
  await client.query(
    `insert into population_margin (commune_id, wave_id, unit_id, instrument, variable, category, count, source)
     select $1, $2, r.* from jsonb_to_recordset($3::jsonb) as r("unitId" uuid, instrument text, variable text, category text, count int, source text)
     on conflict (commune_id, wave_id, unit_id, instrument, variable, category) do update set count = excluded.count, source = excluded.source`,
    [scope.communeId, waveId, JSON.stringify(rows)],
  )
}
