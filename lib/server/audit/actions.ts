import type { Role } from '../session/roles.ts'

/** Every act of staff that leaves a trace: what it was done to, a dot, what was done. */
export type AuditAction =
  | `wave.${'create' | 'change' | 'open' | 'pause' | 'close' | 'reopen'}`
  | `margins.${'set'}`
  | `point.${'create' | 'replace' | 'deactivate' | 'print'}`
  | `unit.${'create' | 'change'}`
  | `snapshot.${'take' | 'publish' | 'withdraw'}`
  | `responses.${'import' | 'export'}`
  | `comment.${'release' | 'redact' | 'reject' | 'assign' | 'answer'}`
  | `task.${'create' | 'change' | 'close'}`
  | `account.${'create' | 'change' | 'reset-password' | 'disable' | 'enable'}`
  | `session.${'sign-in' | 'revoke'}`
  | `report.${'export'}`

/** Who acts: a member of staff by the id of the account, or a program of ours by its name. `Staff` of lib/server/session fits as it is. */
export type Actor = { readonly id: string; readonly role: Role | 'program' }

/** What was acted on, by kind and id or code; never by a name or an address. */
type AuditSubject = { readonly kind: string; readonly id: string }

/** Codes, ids, counts, hashes, days: facts in which no citizen's words fit. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export type AuditEvent = {
  readonly actor: Actor
  readonly action: AuditAction
  readonly subject: AuditSubject
  readonly detail?: AuditDetail
  /** Why, in the words of the member of staff. What looks like a phone number, a name or an address in it is blacked out. */
  readonly reason?: string
}
