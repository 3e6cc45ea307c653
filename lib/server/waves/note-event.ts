import type pg from 'pg'
import type { Actor, AuditDetail } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import type { Scope } from '../scope.ts'
import type { FoundWave } from './find-wave.ts'

export type WaveAct = 'create' | 'change' | 'open' | 'pause' | 'resume' | 'close' | 'reopen'
export type WaveNote = {
  readonly actor: Actor
  readonly act: WaveAct
  readonly at: Date
  readonly reason?: string
  readonly detail?: AuditDetail
}

/** Writes an act into the wave's own history and into the audit trail; the last thing that its transaction does. */
export async function noteEvent(
  client: pg.ClientBase,
  scope: Scope,
  { id, code }: Pick<FoundWave, 'id' | 'code'>,
  note: WaveNote,
): Promise<void> {
  const { actor, act, at, reason, detail } = note
  await client.query(
    `insert into wave_event (commune_id, wave_id, number, act, reason, at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5 from wave_event where commune_id = $1 and wave_id = $2`,
    [scope.communeId, id, act, reason ?? null, at],
  )
  await appendAudit(client, scope, {
    actor,
    action: `wave.${act === 'resume' ? 'open' : act}`,
    subject: { kind: 'wave', id },
    detail: { code, ...detail },
    ...(reason === undefined ? {} : { reason }),
  })
}
