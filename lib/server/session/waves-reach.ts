import type { Actor } from '../audit/actions.ts'
import { mintScope, type Scope } from '../scope.ts'
import { readsWholeCommune } from './roles.ts'
import type { Staff } from './staff.ts'

export type WavesReach = {
  readonly scope: Scope
  readonly actor: Actor
  /** The officer runs the waves; leader, front and inspection board read along. */
  readonly runs: boolean
}

/** How a member of staff reaches the waves of the own commune; null for units, enumerators and the province, for whom there are none. */
export function wavesInReach(staff: Staff): WavesReach | null {
  if (!staff.commune || !readsWholeCommune(staff.role)) return null
  return { scope: mintScope(staff.commune.id), actor: { id: staff.id, role: staff.role }, runs: staff.role === 'officer' }
}
