import type pg from 'pg'
import type { ChainHead } from '../audit/verify-chain.ts'
import { showReleased } from '../comments/show-released.ts'
import { enterScope } from '../communes/create-commune.ts'
import { forScope } from '../db.ts'
import { mintScope, type Scope } from '../scope.ts'
import { deleteOldAnswers } from './delete-old-answers.ts'
import { noteHead } from './note-head.ts'
import { clearRewritten, rewriteDay } from './rewrite-day.ts'
import { snapshotWaves } from './snapshot-waves.ts'

const nightlyJobs = ['rewrite', 'snapshot', 'audit-head'] as const
type NightlyJob = (typeof nightlyJobs)[number]

export type Night = {
  /** A connection of the tables' owner. */
  readonly owner: pg.ClientBase
  /** The day that is over, as YYYY-MM-DD. */
  readonly day: string
  /** Does again what is done. */
  readonly again?: boolean
  /** Writes a head down outside the database. */
  readonly keepHead: (head: ChainHead) => void
  readonly log: (line: string) => void
}

export type NightReport = { readonly done: number; readonly failed: number }

const doneJobs = async (owner: pg.ClientBase, scope: Scope, day: string): Promise<ReadonlySet<string>> => {
  await owner.query('begin')
  await enterScope(owner, scope)
  const { rows } = await owner.query<{ job: string }>('select job from nightly_run where commune_id = $1 and day = $2', [
    scope.communeId,
    day,
  ])
  await owner.query('commit')
  return new Set(rows.map(({ job }) => job))
}

const noteSnapshot = async (owner: pg.ClientBase, scope: Scope, day: string, taken: number): Promise<void> => {
  await owner.query('begin')
  await enterScope(owner, scope)
  await owner.query(
    `insert into nightly_run (commune_id, day, job, finished_at, rows) values ($1, $2, 'snapshot', now(), $3)
     on conflict (commune_id, day, job) do update set finished_at = excluded.finished_at, rows = excluded.rows`,
    [scope.communeId, day, taken],
  )
  await owner.query('commit')
}

/** Released comments that waited for others, or for the end of their wave. */
const showWaiting = (scope: Scope): Promise<void> =>
  forScope(scope, async (tx) => {
    const waves = await tx.wave.findMany({ where: { communeId: scope.communeId }, select: { id: true } })
    for (const { id } of waves) await showReleased(tx, scope, id, null)
  })

/** What is safe to say of an error: codes and our own words, since a driver's message may hold what was written. */
const spoken = (error: unknown): string => {
  const { name, code } = error as { name?: unknown; code?: unknown }
  return `${String(name ?? 'error')}${typeof code === 'string' ? ` ${code}` : ''}`
}

/**
 * The nightly work of every commune, job by job: what `nightly_run` already holds for the day is left alone, so that a night that was missed
 * or broken off is made up for by the next call. A job that fails does not keep the others from running.
 */
export const runNight = async ({ owner, day, again = false, keepHead, log }: Night): Promise<NightReport> => {
  const { rows: communes } = await owner.query<{ id: string; code: string }>('select id::text, code from commune order by code')
  const report = { done: 0, failed: 0 }
  let rewritten = 0
  for (const { id, code } of communes) {
    const scope = mintScope(id)
    const done = again ? new Set<string>() : await doneJobs(owner, scope, day)
    const work: Readonly<Record<NightlyJob, () => Promise<string>>> = {
      rewrite: async () => {
        const { responses, comments } = await rewriteDay(owner, scope, day)
        rewritten += responses + comments
        return `${responses} responses and ${comments} comments rewritten`
      },
      snapshot: async () => {
        await showWaiting(scope)
        const taken = await snapshotWaves(scope)
        await noteSnapshot(owner, scope, day, taken)
        return `${taken} snapshots taken`
      },
      'audit-head': async () => {
        const head = await noteHead(owner, scope, day, keepHead)
        return head ? `head of the trail: ${head.sequence} ${head.hash}` : 'the trail is empty'
      },
    }
    // Not noted by night: what is old enough goes, whenever that is found.
    try {
      const deleted = await deleteOldAnswers(owner, scope, day)
      if (deleted > 0) log(`${code} ${day} retention: ${deleted} responses deleted`)
    } catch (error) {
      log(`${code} ${day} retention: failed (${spoken(error)})`)
      report.failed += 1
    }
    for (const job of nightlyJobs) {
      if (done.has(job)) continue
      try {
        log(`${code} ${day} ${job}: ${await work[job]()}`)
        report.done += 1
      } catch (error) {
        await owner.query('rollback').catch(() => {})
        log(`${code} ${day} ${job}: failed (${spoken(error)})`)
        report.failed += 1
      }
    }
  }
  if (rewritten > 0) await clearRewritten(owner)
  return report
}
