import { canonicalJson } from '@/lib/instruments/index.ts'
import { detectPersonal } from '../comments/detect-personal.ts'
import { maskPersonal } from '../comments/mask-personal.ts'
import type { AuditEvent } from './actions.ts'

/** A code has no space: neither an answer in words nor a comment gets into the trail as one. */
const code = /^[\p{L}\p{N}_][\p{L}\p{N}_.:/+-]{0,127}$/u
const LONGEST_REASON = 500

const isCode = (text: unknown): boolean => typeof text === 'string' && code.test(text)
const isFact = (fact: unknown): boolean =>
  fact === null || typeof fact === 'boolean' || Number.isFinite(fact) || isCode(fact) || (Array.isArray(fact) && fact.every(isCode))

const cleanReason = (reason: string): string => {
  const text = reason.normalize('NFC').trim()
  return maskPersonal(text, detectPersonal(text)).slice(0, LONGEST_REASON)
}

/**
 * The bytes of an event that are hashed, stored and read again: canonical JSON in UTF-8, the moment in milliseconds as ISO text.
 *
 * @throws {RangeError} where ids or details are not codes: free text belongs to the act's own table, a reason to `reason`
 */
export const eventBody = (event: AuditEvent, at: Date): Buffer => {
  const { actor, action, subject, detail = {}, reason } = event
  if (![actor.id, actor.role, subject.kind, subject.id, ...Object.keys(detail)].every(isCode) || !Object.values(detail).every(isFact))
    throw new RangeError('eventBody requires codes, numbers and booleans as facts')
  return Buffer.from(
    canonicalJson({
      version: 1,
      at: at.toISOString(),
      actor: { id: actor.id, role: actor.role },
      action,
      subject: { kind: subject.kind, id: subject.id },
      detail,
      ...(reason === undefined ? {} : { reason: cleanReason(reason) }),
    }),
    'utf8',
  )
}
