import { db } from '../db.ts'
import type { Staff } from './staff.ts'

export type ProvinceCommune = { readonly code: string; readonly name: string; readonly demo: boolean }

/** Communes of a province's account, in order of code; none for anybody else. */
export async function communesOfProvince(staff: Staff): Promise<readonly ProvinceCommune[]> {
  if (staff.role !== 'province' || staff.provinceCode === null) return []
  return db().commune.findMany({
    where: { provinceCode: staff.provinceCode },
    select: { code: true, name: true, demo: true },
    orderBy: { code: 'asc' },
  })
}
