import type pg from 'pg'
import type { Scope } from '../scope.ts'
import type { ChainHead, ChainRow } from './verify-chain.ts'

const AT_ONCE = 5_000

/** A commune's chain in order of sequence, a few thousand events at a time. The transaction of `client` is in the commune's scope. */
export async function* readChain(client: pg.ClientBase, scope: Scope): AsyncGenerator<ChainRow> {
  let after = 0
  for (;;) {
    const { rows } = await client.query<ChainRow>(
      `select sequence, previous_hash as "previousHash", hash, body from audit_event
        where commune_id = $1 and sequence > $2 order by sequence limit ${AT_ONCE}`,
      [scope.communeId, after],
    )
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return
    after = last.sequence
  }
}

/** The heads that the nightly job noted in the database, by day. */
export const readHeads = async (client: pg.ClientBase, scope: Scope): Promise<readonly ChainHead[]> => {
  const { rows } = await client.query<ChainHead>(
    `select c.code as commune, h.day::text, h.sequence, encode(h.hash, 'hex') as hash
       from audit_head h join commune c on c.id = h.commune_id where h.commune_id = $1 order by h.day`,
    [scope.communeId],
  )
  return rows
}

/** The head now, to be noted outside; null where nothing was written yet. */
export const readHead = async (client: pg.ClientBase, scope: Scope, day: string): Promise<ChainHead | null> => {
  const { rows } = await client.query<ChainHead>(
    `select c.code as commune, $2::text as day, e.sequence, encode(e.hash, 'hex') as hash
       from audit_event e join commune c on c.id = e.commune_id where e.commune_id = $1 order by e.sequence desc limit 1`,
    [scope.communeId, day],
  )
  return rows[0] ?? null
}
