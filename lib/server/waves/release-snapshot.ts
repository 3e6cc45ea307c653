import type pg from 'pg'
import * as z from 'zod'
import type { Actor } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { publishSnapshotWithin } from '../scores/publish-snapshot.ts'
import { type FoundWave, findWave } from './find-wave.ts'
import { parseInput } from './parse-input.ts'
import { runAct } from './run-act.ts'

const releaseSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('publish') }),
  z.strictObject({ act: z.literal('withdraw'), reason: z.string().trim().normalize('NFC').min(5).max(500) }),
])

type Release = { readonly kind: string; readonly published: boolean; readonly withdrawn: boolean }

const refuse = (message: string, sentence: string) => new AppError('CONFLICT', sentence, [{ path: 'snapshot', message }])

/**
 * Publishes a closing snapshot of a closed wave, or withdraws a snapshot with a reason; what was withdrawn is shown to nobody and is not
 * published again. Written into the trail in the same transaction.
 *
 * @throws {AppError} NOT_ALLOWED; NOT_FOUND; NOT_VALID; CONFLICT with `withdrawn`, `published-already`, `not-closing` or `not-closed`
 */
export async function releaseSnapshot(
  scope: Scope,
  actor: Actor,
  waveCode: string,
  snapshotId: string,
  input: unknown,
  at: Date,
): Promise<void> {
  await runAct(scope, actor, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    const snapshot = await findRelease(client, scope, wave, snapshotId)
    const release = parseInput(releaseSchema, input)
    if (snapshot.withdrawn) throw refuse('withdrawn', 'This snapshot was withdrawn.')
    if (release.act === 'publish') {
      if (snapshot.published) throw refuse('published-already', 'This snapshot is published.')
      if (snapshot.kind !== 'closing') throw refuse('not-closing', 'Only a closing snapshot can be published.')
      if (wave.status !== 'closed') throw refuse('not-closed', 'The wave was opened again: close it and take a new snapshot.')
      await publishSnapshotWithin(client, scope, snapshotId, at)
    } else
      await client.query(`update score_snapshot set withdrawn_at = $3, reason = $4 where commune_id = $1 and id = $2`, [
        scope.communeId,
        snapshotId,
        at,
        release.reason,
      ])
    await appendAudit(client, scope, {
      actor,
      action: `snapshot.${release.act}`,
      subject: { kind: 'snapshot', id: snapshotId },
      detail: { wave: wave.id },
      ...(release.act === 'withdraw' ? { reason: release.reason } : {}),
    })
  })
}

async function findRelease(client: pg.ClientBase, scope: Scope, wave: FoundWave, snapshotId: string): Promise<Release> {
  if (!z.uuid().safeParse(snapshotId).success) throw new AppError('NOT_FOUND', 'There is no such snapshot.')
  const { rows } = await client.query<Release>(
    `select kind, published_at is not null as published, withdrawn_at is not null as withdrawn
       from score_snapshot where commune_id = $1 and wave_id = $2 and id = $3`,
    [scope.communeId, wave.id, snapshotId],
  )
  const [snapshot] = rows
  if (!snapshot) throw new AppError('NOT_FOUND', 'There is no such snapshot.')
  return snapshot
}
