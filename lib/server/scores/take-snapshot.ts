import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { canonicalJson } from '@/lib/instruments/index.ts'
import { SCORING_METHOD_VERSION } from '@/lib/scoring/index.ts'
import { forScopeRaw } from '../db.ts'
import { AppError } from '../errors.ts'
import { sha256 } from '../hash.ts'
import { mintScope, type Scope } from '../scope.ts'
import { computeCommuneInsights } from './compute-commune-insights.ts'
import { computeDistributions } from './compute-distributions.ts'
import { computeFigures, type Earlier } from './compute-figures.ts'
import { computeUnitInsights } from './compute-unit-insights.ts'
import { countRows } from './count-rows.ts'
import { cellKey, type FigureDraft, refuseDraft } from './figure-draft.ts'
import { guardFigures } from './guard-figures.ts'
import { type Before, figureKey, holdBack } from './hold-back.ts'
import { type ReadScoreRow, readScoreRows, writeScoreRows } from './score-row.ts'
import { scoreAll } from './scoring-tasks.ts'
import { inputHashOf, readWaveData, type WaveData } from './wave-data.ts'

export type SnapshotKind = 'open' | 'closing'
export type SnapshotOptions = {
  /** The closing snapshot of an earlier wave from which the changes start; absent = the latest of the wave before. */
  readonly comparedWith?: string
  /** Told how far it is. */
  readonly onStep?: (step: 'reading' | 'scoring' | 'guarding' | 'writing') => Promise<void>
}
export type TakenSnapshot = { readonly id: string; readonly responses: number; readonly figures: number; readonly inputHash: string }

/**
 * Takes a snapshot of a wave in a transaction of its own: reads its answers in id order, has them scored, compares them with the wave before,
 * decides what may be released and writes that, all or nothing. The same answers give the same figures to the last bit.
 *
 * A closing snapshot needs a closed wave and holds everything; an open one holds the headline and components of the commune and its units.
 *
 * @throws {AppError} NOT_FOUND, or CONFLICT where the kind does not fit the wave (`kind`), nobody answered yet (`nobody-answered`), there is
 *   nothing such to compare with (`no-such-start`), or the answers or the register of the wave before are no longer those of its snapshot
 *   (`start-changed`)
 */
export const takeSnapshot = (
  communeId: string,
  waveId: string,
  kind: SnapshotKind,
  options: SnapshotOptions = {},
): Promise<TakenSnapshot> => {
  const scope = mintScope(communeId)
  return forScopeRaw(scope, (client) => takeSnapshotWithin(client, scope, waveId, kind, options))
}

const refuse = (message: string, sentence: string) => new AppError('CONFLICT', sentence, [{ path: 'wave', message }])

/** The same within the caller's transaction, which must be in the scope. */
export async function takeSnapshotWithin(
  client: pg.ClientBase,
  scope: Scope,
  waveId: string,
  kind: SnapshotKind,
  { comparedWith, onStep = async () => {} }: SnapshotOptions = {},
): Promise<TakenSnapshot> {
  await onStep('reading')
  const data = await readWaveData(client, scope, waveId)
  const { wave } = data
  if ((kind === 'closing') !== (wave.status === 'closed'))
    throw refuse('kind', `The wave ${wave.code} is ${wave.status}: a ${kind} snapshot does not fit.`)
  const responses = [...data.sheets.values()].reduce((sum, { answers }) => sum + answers.respondents, 0)
  if (responses === 0) throw refuse('nobody-answered', `Nobody has answered in the wave ${wave.code} yet.`)

  const earlier = await readEarlier(client, scope, wave.code, kind, comparedWith)
  await onStep('scoring')
  const scored = scoreAll(data)
  const figures = [
    ...computeFigures(scored, data, earlier),
    ...computeDistributions(scored, data),
    // Drivers cost more than all scores together, and an open snapshot shows none of these.
    ...(kind === 'closing' ? [...computeUnitInsights(scored, data), ...computeCommuneInsights(scored, data, earlier)] : []),
  ]
  await onStep('guarding')
  const heldBefore = earlier ? await heldFigures(client, scope, earlier) : null
  const guarded = guardFigures(figures, scored, data).map((draft) =>
    (draft.row.figure === 'change' || draft.row.figure === 'decomposition') && heldBefore?.holds(draft) ? refuseDraft(draft) : draft,
  )
  const shown = kind === 'closing' ? guarded : guarded.filter(({ row }) => isHeadline(row, wave.units))
  const { rows, counts } = holdBack(shown, countRows(data), await readBefore(client, scope, waveId), kind, wave.minimumCell)

  await onStep('writing')
  const id = randomUUID()
  const models = [...data.models.values()]
  const inputHash = wholeInputHash(data)
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
  (row.figure === 'score' || row.figure === 'change') &&
  row.level !== 'indicator' &&
  row.group_key === '' &&
  units.some(({ id, kind }) => id === row.unit_id && kind !== 'village')

const wholeInputHash = (data: WaveData): string => inputHashOf(data, [...data.sheets.values()], [...data.models.values()])

/**
 * The closing snapshot from which the changes start (the latest of the wave before, published ones first, unless one is named), and its
 * wave's answers read again. Where those are no longer the answers of that snapshot, as after a reopening, the changes would tell of the
 * few that came since: an open snapshot then has no changes, a closing one is refused.
 */
async function readEarlier(
  client: pg.ClientBase,
  scope: Scope,
  code: string,
  kind: SnapshotKind,
  comparedWith: string | undefined,
): Promise<Earlier | null> {
  const { rows } = await client.query<{ waveId: string; wave: string; snapshotId: string; inputHash: string }>(
    `select w.id::text as "waveId", w.code as wave, s.id::text as "snapshotId", s.input_hash as "inputHash"
       from wave w join score_snapshot s on s.commune_id = w.commune_id and s.wave_id = w.id
      where w.commune_id = $1 and w.code < $2 and s.kind = 'closing' and s.withdrawn_at is null and ($3::uuid is null or s.id = $3)
      order by w.code desc, (s.published_at is not null) desc, s.taken_at desc, s.id limit 1`,
    [scope.communeId, code, comparedWith ?? null],
  )
  const [found] = rows
  if (!found && comparedWith !== undefined)
    throw refuse('no-such-start', 'There is no closing snapshot of an earlier wave to compare with.')
  if (!found) return null
  const data = await readWaveData(client, scope, found.waveId)
  // Its answers were deleted when their time was over: what was released stays, and nothing can be computed from it any more.
  if (data.sheets.size === 0) return null
  if (wholeInputHash(data) !== found.inputHash) {
    if (kind === 'open') return null
    throw refuse(
      'start-changed',
      `The wave ${found.wave} has changed since its snapshot: close it and take a closing snapshot of it first.`,
    )
  }
  return { data, scored: scoreAll(data), snapshotId: found.snapshotId }
}

/** Of every figure that a snapshot of this wave ever showed the last value; a figure that a later snapshot refused is still known. */
async function readBefore(client: pg.ClientBase, scope: Scope, waveId: string): Promise<Before | null> {
  const { rows: snapshots } = await client.query<{ id: string }>(
    `select id::text from score_snapshot where commune_id = $1 and wave_id = $2 order by taken_at, id`,
    [scope.communeId, waveId],
  )
  if (snapshots.length === 0) return null
  const rows = new Map<string, ReadScoreRow>()
  for (const { id } of snapshots)
    for (const row of await readScoreRows(client, scope, id)) {
      const key = figureKey(row)
      if (row.refusal === null || !rows.has(key)) rows.set(key, row)
    }
  return { rows }
}

/**
 * Changes that would tell what the snapshot of the wave before did not: those from a figure that it hid for the sake of a few, and those that
 * use answers of which it keeps an older value, because a few came or went since.
 */
async function heldFigures(client: pg.ClientBase, scope: Scope, { snapshotId, data, scored }: Earlier) {
  const released = new Map((await readScoreRows(client, scope, snapshotId)).map((row) => [figureKey(row), row]))
  const kept = computeFigures(scored, data, null).flatMap(({ row, bases, cells }) => {
    const old = released.get(figureKey(row))
    const isOlder = old && old.refusal === null && canonicalJson(old.detail['bases'] ?? {}) !== canonicalJson(bases)
    return isOlder ? cells.map(cellKey) : []
  })
  const keptCells = new Set(kept)
  const wasGuarded = (row: Parameters<typeof figureKey>[0]) =>
    released.get(figureKey({ ...row, figure: 'score' }))?.detail['guarded'] === true
  // What a change is made of rests on indicators of the commune's own model.
  const indicatorsOf = ({ row }: FigureDraft) => (Array.isArray(row.detail['indicators']) ? (row.detail['indicators'] as string[]) : [])
  return {
    holds: (draft: FigureDraft): boolean =>
      wasGuarded(draft.row) ||
      indicatorsOf(draft).some((code) => wasGuarded({ ...draft.row, model: 'papi-commune', level: 'indicator', code })) ||
      draft.cells.some((cell) => keptCells.has(cellKey(cell))),
  }
}
