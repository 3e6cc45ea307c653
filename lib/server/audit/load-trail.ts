import { db, forScopeRaw } from '../db.ts'
import type { Scope } from '../scope.ts'
import type { Role } from '../session/roles.ts'
import { type ListedAuditEvent, listAuditEvents } from './list-audit-events.ts'
import { readChain, readHeads } from './read-chain.ts'
import { type ChainFault, verifyChain } from './verify-chain.ts'

export type TrailEvent = ListedAuditEvent & {
  /** Name of the account that acted; null for a program and for an account that is no longer there. */
  readonly actorName: string | null
}
export type Trail = {
  readonly events: readonly TrailEvent[]
  /** There are earlier ones than these. */
  readonly more: boolean
  readonly heads: number
  /** Where it was asked for: how many events the chain has and what is wrong with it. */
  readonly check: { readonly events: number; readonly faults: readonly ChainFault[] } | null
}

/**
 * A page of a commune's audit trail, newest first, and on demand the check of its whole chain against the heads noted each night. The check
 * reads every event: it is asked for, not done at every look.
 *
 * @throws {AppError} NOT_ALLOWED as `listAuditEvents`
 */
export async function loadTrail(
  scope: Scope,
  role: Role,
  { before, limit, check }: { readonly before?: number; readonly limit: number; readonly check: boolean },
): Promise<Trail> {
  const listed = await listAuditEvents(scope, role, { limit: limit + 1, ...(before === undefined ? {} : { before }) })
  const events = listed.slice(0, limit)
  const users = await db().user.findMany({
    where: { communeId: scope.communeId, id: { in: [...new Set(events.map(({ actor }) => actor.id))] } },
    select: { id: true, name: true },
  })
  const names = new Map(users.map(({ id, name }) => [id, name]))
  const chain = await forScopeRaw(scope, async (client) => {
    const heads = await readHeads(client, scope)
    return { heads: heads.length, check: check ? await verifyChain(scope.communeId, readChain(client, scope), heads) : null }
  })
  return {
    ...chain,
    events: events.map((event) => ({ ...event, actorName: names.get(event.actor.id) ?? null })),
    more: listed.length > limit,
  }
}
