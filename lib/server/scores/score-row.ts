import type pg from 'pg'
import type { RefusalReason, Verdict } from '@/lib/scoring/index.ts'
import type { Scope } from '../scope.ts'

/**
 * Beside scores, changes, distributions and counts: by the ministry's rule, what goes with satisfaction, where a unit stands, how answers came;
 * how far the index hangs on the method, and what a change is made of.
 */
export type FigureKind =
  | 'score'
  | 'change'
  | 'distribution'
  | 'count'
  | 'rule'
  | 'driver'
  | 'standing'
  | 'modes'
  | 'sensitivity'
  | 'decomposition'
export type FigureLevel = 'index' | 'dimension' | 'component' | 'indicator' | 'item'

/** JSON beside the numbers. Where a figure is refused it holds no number either. */
export type Detail = Readonly<Record<string, unknown>>

/** One row of the release table, as it is written. What does not belong to a figure is absent. */
export type ScoreRow = {
  readonly unit_id: string
  readonly group_key: string
  readonly figure: FigureKind
  readonly level: FigureLevel
  readonly code: string
  readonly model: string
  readonly refusal?: RefusalReason
  readonly value?: number
  readonly standard_error?: number
  readonly lower?: number
  readonly upper?: number
  readonly degrees_of_freedom?: number
  readonly respondents?: number
  readonly effective_n?: number
  readonly design_effect?: number | null
  readonly dont_know_share?: number | null
  readonly from_value?: number
  readonly to_value?: number
  readonly from_lower?: number
  readonly from_upper?: number
  readonly to_lower?: number
  readonly to_upper?: number
  readonly p_value?: number
  readonly adjusted_p_value?: number
  readonly verdict?: Verdict
  readonly five_percent_mark?: boolean
  readonly detail: Detail
  readonly instrument_hash: string
  readonly method_version: string
  readonly input_hash: string
}

const columns = `unit_id uuid, group_key text, figure text, level text, code text, model text, refusal text, value float8, standard_error float8,
  lower float8, upper float8, degrees_of_freedom float8, respondents int, effective_n float8, design_effect float8, dont_know_share float8,
  from_value float8, to_value float8, from_lower float8, from_upper float8, to_lower float8, to_upper float8, p_value float8,
  adjusted_p_value float8, verdict text, five_percent_mark boolean, detail jsonb, instrument_hash text, method_version text, input_hash text`
const names = columns
  .split(',')
  .map((column) => column.trim().split(' ')[0])
  .join(', ')

/** Writes figures into the release table. JSON carries a double unchanged, so that what is read back is what was computed. */
export async function writeScoreRows(client: pg.ClientBase, scope: Scope, snapshotId: string, rows: readonly ScoreRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 2000)
    await client.query(
      `insert into score (commune_id, snapshot_id, ${names}) select $1, $2, r.* from jsonb_to_recordset($3::jsonb) as r(${columns})`,
      [scope.communeId, snapshotId, JSON.stringify(rows.slice(from, from + 2000))],
    )
}

export type ReadScoreRow = {
  readonly [Key in keyof ScoreRow]-?: Exclude<ScoreRow[Key], undefined> | (Key extends RequiredKeys ? never : null)
}
type RequiredKeys = { [Key in keyof ScoreRow]-?: undefined extends ScoreRow[Key] ? never : Key }[keyof ScoreRow]

/** Figures of a snapshot in the order of their key: all, those of one unit, or what a commune's comparison shows. */
export async function readScoreRows(
  client: pg.ClientBase,
  scope: Scope,
  snapshotId: string,
  of: { readonly unitId?: string; readonly headlinesBesides?: boolean } = {},
): Promise<readonly ReadScoreRow[]> {
  const { rows } = await client.query<ReadScoreRow>(
    `select ${names} from score where commune_id = $1 and snapshot_id = $2
        and ($3::uuid is null or unit_id = $3 or ($4 and level = 'dimension' and group_key = '')) and (not $4 or figure in ('score', 'change', 'sensitivity', 'decomposition'))
      order by unit_id, model, group_key, figure, level, code`,
    [scope.communeId, snapshotId, of.unitId ?? null, of.headlinesBesides ?? false],
  )
  return rows
}
