import type pg from 'pg'
import { enterScope } from '../communes/create-commune.ts'
import type { Scope } from '../scope.ts'

/** Rows that were written by no rewrite: they still stand where they arrived, under the transaction in which they arrived. */
const isFresh = (row: string) => `not exists (
  select from nightly_run n where n.commune_id = ${row}.commune_id and n.job = 'rewrite' and n.transaction_id % 4294967296 = ${row}.xmin::text::bigint)`

const responses = `
  with moved as (delete from response r where r.commune_id = $1 and r.day <= $2 and ${isFresh('r')} returning *)
  insert into response select * from moved order by commune_id, id`

const flags = `
  with moved as (
    delete from response_flag f where f.commune_id = $1 and ${isFresh('f')}
       and exists (select from response r where r.commune_id = f.commune_id and r.id = f.response_id and r.day <= $2) returning *)
  insert into response_flag select * from moved order by commune_id, response_id, flag`

// All comments of a wave, not those of a day: rewritten day by day their transactions would tell the day, which a comment does not hold.
const comments = `
  with moved as (
    delete from comment c where c.commune_id = $1 and c.wave_id in (
      select w.id from wave w where w.commune_id = $1 and (w.status <> 'closed' or exists (
        select from comment k where k.commune_id = w.commune_id and k.wave_id = w.id and ${isFresh('k')})))
    returning *)
  insert into comment select * from moved order by commune_id, id`

/** After a restore from a dump the transactions noted are another server's: then every row counts as fresh. */
const forgetForeign = `
  update nightly_run set transaction_id = null
   where commune_id = $1 and exists (select from nightly_run n where n.commune_id = $1 and n.transaction_id > pg_current_xact_id()::text::bigint)`

const note = `
  insert into nightly_run (commune_id, day, job, finished_at, transaction_id, rows)
  values ($1, $2, 'rewrite', now(), pg_current_xact_id()::text::bigint, $3)
  on conflict (commune_id, day, job) do update set finished_at = excluded.finished_at,
    transaction_id = case when excluded.rows > 0 then excluded.transaction_id else nightly_run.transaction_id end,
    rows = nightly_run.rows + excluded.rows`

export type Rewritten = { readonly responses: number; readonly comments: number }

/**
 * Writes what came in up to `day` (YYYY-MM-DD, over by now) anew in the order of ids, which are keyed hashes: the responses, their flags, and
 * every comment of the waves that still run, each table in one statement, all in one transaction. Before it, a response and its comment
 * stand in the same order in their tables (ctid) and under the same transaction (xmin); after it all of a day's responses and all of a
 * wave's comments share one transaction and stand in two orders that have nothing in common. Nothing that a row holds is changed.
 *
 * Run by the owner of the tables, never by the web process. Repeating it is harmless. Answers can be taken meanwhile.
 */
export const rewriteDay = async (owner: pg.ClientBase, scope: Scope, day: string): Promise<Rewritten> => {
  await owner.query('begin')
  try {
    await enterScope(owner, scope)
    await owner.query(`set local lock_timeout = '30s'`)
    // Who decides on a comment or flags a response in this moment waits: their foreign keys would find the row away.
    await owner.query('lock table comment_review, response_flag in share row exclusive mode')
    await owner.query(forgetForeign, [scope.communeId])
    const moved = await owner.query(responses, [scope.communeId, day])
    await owner.query(flags, [scope.communeId, day])
    const movedComments = await owner.query(comments, [scope.communeId])
    await owner.query(note, [scope.communeId, day, moved.rowCount ?? 0])
    await owner.query('commit')
    return { responses: moved.rowCount ?? 0, comments: movedComments.rowCount ?? 0 }
  } catch (error) {
    await owner.query('rollback').catch(() => {})
    throw error
  }
}

/**
 * Takes the old versions of rewritten rows out of their pages, where a reader of files would still find them in the order of arrival.
 * Not in a transaction; does not stop readers or writers.
 */
export const clearRewritten = (owner: pg.ClientBase): Promise<unknown> =>
  owner.query('vacuum (truncate false) response, response_flag, comment')
