import * as z from 'zod'

/**
 * Who works here. officer, leader, front (Fatherland Front) and inspection (people's inspection board) read the whole commune; unit reads
 * its own unit; enumerator interviews and reads no score; province reads the released figures of its communes.
 */
export const roles = ['officer', 'leader', 'front', 'inspection', 'unit', 'enumerator', 'province'] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** Roles that read every unit of their own commune. */
export const readsWholeCommune = (role: Role): boolean =>
  role === 'officer' || role === 'leader' || role === 'front' || role === 'inspection'

/** A province is shown what its communes have published; inside the commune every snapshot that was not withdrawn is shown. */
export const audienceOf = (role: Role): 'staff' | 'public' => (role === 'province' ? 'public' : 'staff')

/** The page at which a role's work begins. */
export const startPage = (role: Role): string => {
  switch (role) {
    case 'unit':
      return '/staff/unit'
    case 'province':
      return '/staff/communes'
    case 'enumerator':
      return '/staff/interviews'
    default:
      return '/staff/commune'
  }
}
