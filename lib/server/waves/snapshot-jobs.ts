import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import * as z from 'zod'
import type { Actor } from '../audit/actions.ts'
import { enterScope } from '../communes/create-commune.ts'
import { forScopeRaw } from '../db.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { findWave } from './find-wave.ts'
import { parseInput } from './parse-input.ts'
import { runAct } from './run-act.ts'
import { takeWaveSnapshot } from './take-wave-snapshot.ts'

export const jobSteps = ['waiting', 'reading', 'scoring', 'guarding', 'writing', 'done', 'failed'] as const
export type JobStep = (typeof jobSteps)[number]
export type SnapshotJob = {
  readonly id: string
  readonly step: JobStep
  readonly requestedAt: string
  readonly finishedAt: string | null
  readonly refusal: string | null
  readonly snapshotId: string | null
}

/** Until the process that works on a job has begun. */
const GRACE_SECONDS = 30
const lockOf = (jobId: string) => `hashtextextended('snapshot job ${jobId}', 0)`

const columns = `id::text, step, to_char(requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "requestedAt",
  to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "finishedAt", refusal, snapshot_id::text as "snapshotId"`

/**
 * Ends jobs that nobody works on any more: who works on one holds its lock for as long as the process lives, so a free lock after the first
 * seconds means that the process or the database went away meanwhile. Nothing was written then; it can be asked for again.
 */
async function endAbandoned(client: pg.ClientBase, scope: Scope, waveId: string, at: Date): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select id::text from snapshot_job where commune_id = $1 and wave_id = $2 and finished_at is null
        and requested_at < $3::timestamptz - make_interval(secs => $4)`,
    [scope.communeId, waveId, at, GRACE_SECONDS],
  )
  for (const { id } of rows) {
    const { rows: locks } = await client.query<{ free: boolean }>(`select pg_try_advisory_xact_lock(${lockOf(id)}) as free`)
    if (locks[0]?.free)
      await client.query(
        `update snapshot_job set step = 'failed', refusal = 'interrupted', finished_at = $3 where commune_id = $1 and id = $2 and finished_at is null`,
        [scope.communeId, id, at],
      )
  }
}

const requestSchema = z.strictObject({ comparedWith: z.union([z.uuid(), z.literal('')]).default('') })

/**
 * Asks for a snapshot of a wave; returns the id of its job. A job that is under way is returned instead of a second one.
 *
 * @throws {AppError} NOT_ALLOWED, NOT_FOUND, NOT_VALID, CONFLICT with `draft`
 */
export const requestSnapshot = (
  scope: Scope,
  actor: Actor,
  waveCode: string,
  input: unknown,
  at: Date,
): Promise<{ readonly id: string; readonly isNew: boolean }> =>
  runAct(scope, actor, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    const { comparedWith } = parseInput(requestSchema, input)
    if (wave.status === 'draft') throw new AppError('CONFLICT', 'A draft has no answers.', [{ path: 'wave', message: 'nobody-answered' }])
    await endAbandoned(client, scope, wave.id, at)
    const id = randomUUID()
    const { rowCount } = await client.query(
      `insert into snapshot_job (commune_id, id, wave_id, compared_with, actor_id, requested_at, step) values ($1, $2, $3, $4, $5, $6, 'waiting')
       on conflict do nothing`,
      [scope.communeId, id, wave.id, comparedWith || null, actor.id, at],
    )
    if (rowCount) return { id, isNew: true }
    const { rows } = await client.query<{ id: string }>(
      `select id::text from snapshot_job where commune_id = $1 and wave_id = $2 and finished_at is null`,
      [scope.communeId, wave.id],
    )
    return { id: rows[0]?.id ?? id, isNew: false }
  })

/** The latest job of a wave; null where none was ever asked for. */
export const latestJob = (scope: Scope, waveCode: string, at: Date): Promise<SnapshotJob | null> =>
  forScopeRaw(scope, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    await endAbandoned(client, scope, wave.id, at)
    const { rows } = await client.query<SnapshotJob>(
      `select ${columns} from snapshot_job where commune_id = $1 and wave_id = $2 order by requested_at desc, id limit 1`,
      [scope.communeId, wave.id],
    )
    return rows[0] ?? null
  })

/**
 * Has a process of its own work on a job: scoring keeps a processor busy for seconds, and the web process has citizens to answer.
 * The child outlives the request, and the web process too.
 */
export function startJob(scope: Scope, jobId: string): void {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/snapshot-job.ts', scope.communeId, jobId], {
    cwd: process.cwd(),
    stdio: 'ignore',
    detached: true,
  })
  child.once('error', (error: Error & { code?: string }) => console.error(`snapshot job not started: ${error.code ?? error.name}`))
  child.unref()
}

/** Works on a job to its end. What is refused is noted with its code; anything else is noted as `defect` and thrown. */
export async function workOnJob(scope: Scope, jobId: string): Promise<void> {
  // A connection of its own: its lock says that somebody is at work, and progress must be seen before the snapshot is committed.
  const client = new pg.Client({ connectionString: env().APP_DATABASE_URL, application_name: 'dan-cham snapshot' })
  await client.connect()
  const note = async (change: string, values: readonly unknown[]) => {
    await client.query('begin')
    await enterScope(client, scope)
    await client.query(`update snapshot_job set ${change} where commune_id = $1 and id = $2 and finished_at is null`, [
      scope.communeId,
      jobId,
      ...values,
    ])
    await client.query('commit')
  }
  try {
    const { rows: locks } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${lockOf(jobId)}) as mine`)
    if (!locks[0]?.mine) return
    const job = await readJob(scope, jobId)
    if (!job) return
    try {
      const taken = await takeWaveSnapshot(scope, { id: job.actorId, role: 'officer' }, job.waveCode, {
        ...(job.comparedWith === null ? {} : { comparedWith: job.comparedWith }),
        onStep: (step) => note('step = $3', [step]),
      })
      await note(`step = 'done', snapshot_id = $3, finished_at = now()`, [taken.id])
    } catch (error) {
      const refusal = error instanceof AppError ? (error.issues[0]?.message ?? error.code) : 'defect'
      await note(`step = 'failed', refusal = $3, finished_at = now()`, [refusal])
      if (!(error instanceof AppError)) throw error
    }
  } finally {
    await client.end()
  }
}

type OpenJob = { readonly waveCode: string; readonly actorId: string; readonly comparedWith: string | null }

const readJob = (scope: Scope, jobId: string): Promise<OpenJob | null> =>
  forScopeRaw(scope, async (client) => {
    const { rows } = await client.query<OpenJob>(
      `select w.code as "waveCode", j.actor_id as "actorId", j.compared_with::text as "comparedWith"
         from snapshot_job j join wave w on w.commune_id = j.commune_id and w.id = j.wave_id
        where j.commune_id = $1 and j.id = $2 and j.finished_at is null`,
      [scope.communeId, jobId],
    )
    return rows[0] ?? null
  })
