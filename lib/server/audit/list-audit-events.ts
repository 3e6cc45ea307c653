import * as z from 'zod'
import { forScope } from '../db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { type Role, roles } from '../session/roles.ts'
import type { AuditAction, AuditDetail } from './actions.ts'

const bodySchema = z.object({
  at: z.iso.datetime(),
  actor: z.object({ id: z.string(), role: z.enum([...roles, 'program']) }),
  action: z.custom<AuditAction>((action) => typeof action === 'string'),
  subject: z.object({ kind: z.string(), id: z.string() }),
  detail: z.custom<AuditDetail>((detail) => typeof detail === 'object' && detail !== null),
  reason: z.string().optional(),
})

export type ListedAuditEvent = z.infer<typeof bodySchema> & { readonly sequence: number; readonly hash: string }

const mayRead = (role: Role): boolean => role === 'officer' || role === 'leader' || role === 'inspection' || role === 'front'

/**
 * Events of a commune, newest first, at most `limit`, those before the sequence number `before`.
 *
 * @throws {AppError} NOT_ALLOWED for a role that does not read the whole commune
 */
export const listAuditEvents = async (
  scope: Scope,
  role: Role,
  { before = 2_147_483_647, limit = 100 }: { readonly before?: number; readonly limit?: number } = {},
): Promise<readonly ListedAuditEvent[]> => {
  if (!mayRead(role) || scope.unitIds) throw new AppError('NOT_ALLOWED', 'The trail is read by those who read the whole commune.')
  const rows = await forScope(scope, (tx) =>
    tx.auditEvent.findMany({
      where: { communeId: scope.communeId, sequence: { lt: before } },
      orderBy: { sequence: 'desc' },
      take: Math.min(limit, 1_000),
    }),
  )
  return rows.map(({ sequence, hash, body }) => ({
    sequence,
    hash: Buffer.from(hash).toString('hex'),
    ...bodySchema.parse(JSON.parse(Buffer.from(body).toString('utf8'))),
  }))
}
