import type pg from 'pg'
import { readHead } from '../audit/read-chain.ts'
import type { ChainHead } from '../audit/verify-chain.ts'
import { enterScope } from '../communes/create-commune.ts'
import type { Scope } from '../scope.ts'

/**
 * Notes the head of a commune's chain for a day, in the database and through `keep` outside of it, and returns it; null where the chain is
 * empty. A day's head is noted once: a second call keeps and returns the first. Where `keep` fails, nothing is noted.
 */
export const noteHead = async (
  owner: pg.ClientBase,
  scope: Scope,
  day: string,
  keep: (head: ChainHead) => void = () => {},
): Promise<ChainHead | null> => {
  await owner.query('begin')
  try {
    await enterScope(owner, scope)
    const head = await readHead(owner, scope, day)
    if (head)
      await owner.query(
        `insert into audit_head (commune_id, day, sequence, hash) values ($1, $2, $3, decode($4, 'hex')) on conflict (commune_id, day) do nothing`,
        [scope.communeId, day, head.sequence, head.hash],
      )
    const { rows } = await owner.query<ChainHead>(
      `select c.code as commune, h.day::text, h.sequence, encode(h.hash, 'hex') as hash
         from audit_head h join commune c on c.id = h.commune_id where h.commune_id = $1 and h.day = $2`,
      [scope.communeId, day],
    )
    if (rows[0]) keep(rows[0])
    await owner.query(
      `insert into nightly_run (commune_id, day, job, finished_at, rows) values ($1, $2, 'audit-head', now(), $3) on conflict do nothing`,
      [scope.communeId, day, rows.length],
    )
    await owner.query('commit')
    return rows[0] ?? null
  } catch (error) {
    await owner.query('rollback').catch(() => {})
    throw error
  }
}
