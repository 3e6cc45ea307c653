import * as z from 'zod'
import type { Actor } from '../audit/actions.ts'
import type { Scope } from '../scope.ts'
import { parseInput } from '../waves/parse-input.ts'
import { checkOfficer } from './check-officer.ts'
import { type Decided, decisionReasonSchema, redactComment, rejectComment, releaseComment } from './decide-comment.ts'

/** As a form sends it: a ticked box is 'yes', one that is not ticked is absent. */
const decisionSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('release'), despiteFinds: z.literal('yes').optional() }),
  z.strictObject({
    act: z.literal('redact'),
    text: z.string().max(5_000),
    reason: decisionReasonSchema,
    despiteFinds: z.literal('yes').optional(),
  }),
  z.strictObject({ act: z.literal('reject'), reason: decisionReasonSchema }),
])

/**
 * Releases, redacts or rejects a comment as a form asks.
 *
 * @throws {AppError} NOT_VALID with the fields, and as `releaseComment`, `redactComment`, `rejectComment`
 */
export function decideAsAsked(scope: Scope, actor: Actor, id: string, input: unknown, now: Date): Promise<Decided> {
  checkOfficer(scope, actor)
  const decision = parseInput(decisionSchema, input)
  switch (decision.act) {
    case 'release':
      return releaseComment(scope, actor, id, now, { despiteFinds: decision.despiteFinds === 'yes' })
    case 'redact':
      return redactComment(scope, actor, id, now, { ...decision, despiteFinds: decision.despiteFinds === 'yes' })
    case 'reject':
      return rejectComment(scope, actor, id, now, decision)
  }
}
