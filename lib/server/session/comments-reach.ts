import type { Actor } from '../audit/actions.ts'
import { mintScope, type Scope } from '../scope.ts'
import { readsWholeCommune } from './roles.ts'
import type { Staff } from './staff.ts'

export type CommentsReach = {
  readonly scope: Scope
  readonly actor: Actor
  /** The officer decides what is released; everybody else reads released comments alone. */
  readonly decides: boolean
  /** The officer answers any, a unit those that are its own. */
  readonly answers: boolean
}

/** How a member of staff reaches comments: those of the commune, of the own unit, or null for enumerators and the province. */
export function commentsInReach(staff: Staff): CommentsReach | null {
  if (!staff.commune) return null
  const actor = { id: staff.id, role: staff.role }
  if (staff.unit) return { scope: mintScope(staff.commune.id, [staff.unit.id]), actor, decides: false, answers: true }
  if (!readsWholeCommune(staff.role)) return null
  const decides = staff.role === 'officer'
  return { scope: mintScope(staff.commune.id), actor, decides, answers: decides }
}
