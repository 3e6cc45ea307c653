import type { Actor } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import type { Scope } from '../scope.ts'
import { type SnapshotOptions, type TakenSnapshot, takeSnapshotWithin } from '../scores/take-snapshot.ts'
import { findWave } from './find-wave.ts'
import { tryAct } from './run-act.ts'

/**
 * Takes the snapshot that fits a wave (closing where it is closed, else open) and writes that into the trail, in one transaction.
 *
 * @throws {AppError} as takeSnapshot
 */
export const takeWaveSnapshot = (scope: Scope, actor: Actor, waveCode: string, options: SnapshotOptions = {}): Promise<TakenSnapshot> =>
  tryAct(scope, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    const kind = wave.status === 'closed' ? 'closing' : 'open'
    const taken = await takeSnapshotWithin(client, scope, wave.id, kind, options)
    await appendAudit(client, scope, {
      actor,
      action: 'snapshot.take',
      subject: { kind: 'snapshot', id: taken.id },
      detail: { wave: wave.id, kind, responses: taken.responses, inputHash: taken.inputHash },
    })
    return taken
  })
