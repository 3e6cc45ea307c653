import { appendAudit, cameFirst } from '../audit/append-audit.ts'
import { forScope, forScopeRaw } from '../db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { takeSnapshotWithin } from '../scores/take-snapshot.ts'

const TRIES = 3

const snapshotWave = async (scope: Scope, waveId: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await forScopeRaw(scope, async (client) => {
        const { id, responses, inputHash } = await takeSnapshotWithin(client, scope, waveId, 'open')
        await appendAudit(client, scope, {
          actor: { id: 'nightly', role: 'program' },
          action: 'snapshot.take',
          subject: { kind: 'snapshot', id },
          detail: { wave: waveId, kind: 'open', responses, inputHash },
        })
      })
    } catch (error) {
      if (!cameFirst(error) || attempt === TRIES) throw error
    }
  }
}

/** Takes a snapshot of every open wave of a commune, each written into the trail, and returns how many; a wave without answers has none. */
export const snapshotWaves = async (scope: Scope): Promise<number> => {
  const waves = await forScope(
    scope,
    (tx) => tx.$queryRaw<{ id: string }[]>`
      select w.id::text from wave w
       where w.commune_id = ${scope.communeId}::uuid and w.status = 'open'
         and exists (select from response r where r.commune_id = w.commune_id and r.wave_id = w.id)
       order by w.code`,
  )
  let taken = 0
  for (const { id } of waves) {
    try {
      await snapshotWave(scope, id)
      taken += 1
    } catch (error) {
      // Closed or paused in this very moment: no open snapshot fits it any more.
      if (!(error instanceof AppError && error.code === 'CONFLICT') || cameFirst(error)) throw error
    }
  }
  return taken
}
