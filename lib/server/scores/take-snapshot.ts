import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { canonicalJson } from '@/lib/instruments/index.ts'
import { SCORING_METHOD_VERSION } from '@/lib/scoring/index.ts'
import { forScopeRaw } from '../db.ts'
import { AppError } from '../errors.ts'
import { sha256 } from '../hash.ts'
import { mintScope, type Scope } from '../scope.ts'
import { computeDistributions } from './compute-distributions.ts'
import { computeFigures, type Earlier } from './compute-figures.ts'
import { countRows } from './count-rows.ts'
import { refuseDraft } from './figure-draft.ts'
import { guardFigures } from './guard-figures.ts'
import { type Before, figureKey, holdBack } from './hold-back.ts'
import { readScoreRows, writeScoreRows } from './score-row.ts'
import { scoreAll } from './scoring-tasks.ts'
import { inputHashOf, readWaveData } from './wave-data.ts'

export type SnapshotKind = 'open' | 'closing'
export type TakenSnapshot = { readonly id: string; readonly responses: number; readonly figures: number; readonly inputHash: string }

/**
 * Takes a snapshot of a wave in a transaction of its own: reads its answers in id order, has them scored, compares them with the wave before,
 * decides what may be released and writes that, all or nothing. The same answers give the same figures to the last bit.
 *
 * A closing snapshot needs a closed wave and holds everything; an open one holds the headline and components of the commune and its units.
 *
 * @throws {AppError} NOT_FOUND, or CONFLICT where the kind does not fit the wave or nobody answered yet
 */
export const takeSnapshot = (communeId: string, waveId: string, kind: SnapshotKind): Promise<TakenSnapshot> => {
  const scope = mintScope(communeId)
  return forScopeRaw(scope, (client) => takeSnapshotWithin(client, scope, waveId, kind))
}

/** The same within the caller's transaction, which must be in the scope. */
export async function takeSnapshotWithin(client: pg.ClientBase, scope: Scope, waveId: string, kind: SnapshotKind): Promise<TakenSnapshot> {
  const data = await readWaveData(client, scope, waveId)
  const { wave } = data
  if ((kind === 'closing') !== (wave.status === 'closed'))
    throw new AppError('CONFLICT', `The wave ${wave.code} is ${wave.status}: a ${kind} snapshot does not fit.`)
  const responses = [...data.sheets.values()].reduce((sum, { answers }) => sum + answers.respondents, 0)
  if (responses === 0) throw new AppError('CONFLICT', `Nobody has answered in the wave ${wave.code} yet.`)

  const earlier = await readEarlier(client, scope, wave.code)
  const scored = scoreAll(data)
  const figures = [...computeFigures(scored, data, earlier), ...computeDistributions(scored, data)]
  const guardedBefore = earlier ? await guardedKeys(client, scope, earlier.snapshotId) : new Set<string>()
  const guarded = guardFigures(figures, scored, data).map((draft) =>
    draft.row.figure === 'change' && guardedBefore.has(figureKey({ ...draft.row, figure: 'score' })) ? refuseDraft(draft) : draft,
  )
  const shown = kind === 'closing' ? guarded : guarded.filter(({ row }) => isHeadline(row, wave.units))
  const { rows, counts } = holdBack(shown, countRows(data), await readBefore(client, scope, waveId), kind, wave.minimumCell)

  const id = randomUUID()
  const models = [...data.models.values()]
  const inputHash = inputHashOf(data, [...data.sheets.values()], models)
  await client.query(
    `insert into score_snapshot (commune_id, id, wave_id, kind, method_version, model_hash, input_hash, responses, compared_with) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      scope.communeId,
      id,
      waveId,
      kind,
      SCORING_METHOD_VERSION,
      sha256(models.map(({ model }) => sha256(canonicalJson(model))).join('\n')),
      inputHash,
      responses,
      earlier?.snapshotId ?? null,
    ],
  )
  await writeScoreRows(client, scope, id, [...rows, ...counts])
  return { id, responses, figures: rows.length + counts.length, inputHash }
}

const isHeadline = (
  row: { unit_id: string; level: string; group_key: string; figure: string },
  units: readonly { id: string; kind: string }[],
): boolean =>
  row.figure !== 'distribution' &&
  row.level !== 'indicator' &&
  row.group_key === '' &&
  units.some(({ id, kind }) => id === row.unit_id && kind !== 'village')

/** The latest closing snapshot of the wave before (the last published one, if there is one), and its answers read again. */
async function readEarlier(client: pg.ClientBase, scope: Scope, code: string): Promise<Earlier | null> {
  const { rows } = await client.query<{ waveId: string; snapshotId: string }>(
    `select w.id::text as "waveId", s.id::text as "snapshotId" from wave w join score_snapshot s on s.commune_id = w.commune_id and s.wave_id = w.id
      where w.commune_id = $1 and w.code < $2 and s.kind = 'closing' and s.withdrawn_at is null
      order by w.code desc, (s.published_at is not null) desc, s.taken_at desc, s.id limit 1`,
    [scope.communeId, code],
  )
  const [found] = rows
  if (!found) return null
  const data = await readWaveData(client, scope, found.waveId)
  return { data, scored: scoreAll(data), snapshotId: found.snapshotId }
}

async function readBefore(client: pg.ClientBase, scope: Scope, waveId: string): Promise<Before | null> {
  const { rows } = await client.query<{ id: string }>(
    `select id::text from score_snapshot where commune_id = $1 and wave_id = $2 order by taken_at desc, id limit 1`,
    [scope.communeId, waveId],
  )
  const [last] = rows
  if (!last) return null
  return { rows: new Map((await readScoreRows(client, scope, last.id)).map((row) => [figureKey(row), row])) }
}

/** Figures that the earlier snapshot hid for the sake of a few: a change would give them away again. */
async function guardedKeys(client: pg.ClientBase, scope: Scope, snapshotId: string): Promise<ReadonlySet<string>> {
  const rows = await readScoreRows(client, scope, snapshotId)
  return new Set(rows.filter(({ detail }) => detail['guarded'] === true).map(figureKey))
}
