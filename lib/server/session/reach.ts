import { db, forScope } from '../db.ts'
import { mintScope, type Scope } from '../scope.ts'
import type { Audience } from '../scores/shown-snapshots.ts'
import { audienceOf, readsWholeCommune } from './roles.ts'
import { kindOf, type Staff, type StaffUnit } from './staff.ts'

export type CommuneReach = { readonly scope: Scope; readonly audience: Audience; readonly provinceName: string }

/**
 * How a member of staff reads a commune's scores: in which scope and as which audience, or null where the commune is not theirs, which callers answer exactly
 * as if it did not exist. A commune's readers reach their own commune; a province reaches those of its province.
 */
export async function communeInReach(staff: Staff, communeCode: string): Promise<CommuneReach | null> {
  const audience = audienceOf(staff.role)
  if (staff.commune) {
    const { id, code, provinceName } = staff.commune
    return readsWholeCommune(staff.role) && code === communeCode ? { scope: mintScope(id), audience, provinceName } : null
  }
  if (staff.role !== 'province' || staff.provinceCode === null) return null
  const commune = await db().commune.findFirst({
    where: { code: communeCode, provinceCode: staff.provinceCode },
    select: { id: true, provinceName: true },
  })
  return commune && { scope: mintScope(commune.id), audience, provinceName: commune.provinceName }
}

/**
 * The scope in which a member of staff reads one unit, narrowed to that unit for the database too, or null where it is not theirs.
 * A unit's account reaches its own unit, a commune's reader every unit of the commune, an enumerator and a province none.
 */
export async function unitInReach(staff: Staff, unitCode: string): Promise<Scope | null> {
  if (!staff.commune) return null
  if (staff.unit) return staff.unit.code === unitCode ? mintScope(staff.commune.id, [staff.unit.id]) : null
  if (!readsWholeCommune(staff.role)) return null
  const communeId = staff.commune.id
  const unit = await forScope(mintScope(communeId), (tx) =>
    tx.unit.findFirst({ where: { communeId, code: unitCode }, select: { id: true } }),
  )
  return unit && mintScope(communeId, [unit.id])
}

/** Units whose scores a member of staff reads, in order of code: their own, all of their commune, or none. */
export async function unitsInReach(staff: Staff): Promise<readonly StaffUnit[]> {
  if (staff.unit) return [staff.unit]
  if (!staff.commune || !readsWholeCommune(staff.role)) return []
  const communeId = staff.commune.id
  const units = await forScope(mintScope(communeId), (tx) =>
    tx.unit.findMany({ where: { communeId }, select: { id: true, code: true, kind: true, name: true }, orderBy: { code: 'asc' } }),
  )
  return units.map((unit) => ({ ...unit, kind: kindOf(unit) }))
}
