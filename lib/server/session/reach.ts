import { db, forScope } from '../db.ts'
import { mintScope, type Scope } from '../scope.ts'
import { readsWholeCommune } from './roles.ts'
import { kindOf, type Staff, type StaffUnit } from './staff.ts'

/**
 * The scope in which a member of staff reads a commune's scores, or null where the commune is not theirs, which callers answer exactly
 * as if it did not exist. A commune's readers reach their own commune; a province reaches those of its province.
 */
export async function communeInReach(staff: Staff, communeCode: string): Promise<Scope | null> {
  if (staff.commune) return readsWholeCommune(staff.role) && staff.commune.code === communeCode ? mintScope(staff.commune.id) : null
  if (staff.role !== 'province' || staff.provinceCode === null) return null
  const commune = await db().commune.findFirst({ where: { code: communeCode, provinceCode: staff.provinceCode }, select: { id: true } })
  return commune && mintScope(commune.id)
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
