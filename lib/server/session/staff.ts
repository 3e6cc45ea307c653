import { headers as requestHeaders } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { db, forScope } from '../db.ts'
import { AppError } from '../errors.ts'
import { mintScope } from '../scope.ts'
import { auth } from './auth.ts'
import { type Role, roleSchema } from './roles.ts'

export type StaffCommune = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly provinceCode: string
  readonly provinceName: string
  readonly demo: boolean
}
export type StaffUnit = { readonly id: string; readonly code: string; readonly kind: string; readonly name: string }

/** Who is signed in, as the database says now: role and place come from the account and from nowhere else. */
export type Staff = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Null for a province account. */
  readonly commune: StaffCommune | null
  /** Set for a province account alone. */
  readonly provinceCode: string | null
  /** Set for a unit account alone. */
  readonly unit: StaffUnit | null
  /** The session at hand, by its id, which opens nothing. */
  readonly sessionId: string
  /** True until a first password, made by somebody else, was changed: until then nothing but the change is open. */
  readonly mustChangePassword: boolean
}

const communeFields = { id: true, code: true, name: true, provinceCode: true, provinceName: true, demo: true } as const

/** Kinds as the interface writes them: Prisma names health-station health_station. */
export const kindOf = (unit: { readonly kind: string }): string => unit.kind.replaceAll('_', '-')

const ownUnit = async (communeId: string, code: string): Promise<StaffUnit | null> => {
  const unit = await forScope(mintScope(communeId), (tx) =>
    tx.unit.findFirst({ where: { communeId, code }, select: { id: true, code: true, kind: true, name: true } }),
  )
  return unit && { ...unit, kind: kindOf(unit) }
}

/**
 * The signed-in member of staff behind a request's cookie, or null: no session, an expired or revoked one, a disabled account, or an
 * account whose role and place do not fit together. Read from the database at every request, so that a disabled account is out at once.
 */
export async function staffOf(headers: Headers): Promise<Staff | null> {
  const session = await auth().api.getSession({ headers })
  if (!session) return null
  const { id, name, email, banned, communeId, provinceCode, unitCode, mustChangePassword } = session.user
  const role = roleSchema.safeParse(session.user.role)
  if (banned || !role.success) return null
  // An account without the field would be a defect: it changes its password rather than go on.
  const person = { id, name, email, role: role.data, sessionId: session.session.id, mustChangePassword: mustChangePassword !== false }
  if (role.data === 'province') return provinceCode ? { ...person, commune: null, provinceCode, unit: null } : null
  const commune = communeId ? await db().commune.findUnique({ where: { id: communeId }, select: communeFields }) : null
  if (!commune) return null
  if (role.data !== 'unit') return { ...person, commune, provinceCode: null, unit: null }
  const unit = unitCode ? await ownUnit(commune.id, unitCode) : null
  return unit && { ...person, commune, provinceCode: null, unit }
}

/** Of the page that is being rendered; asked once a request, however many parts of it ask. */
export const currentStaff = cache(async (): Promise<Staff | null> => staffOf(new Headers(await requestHeaders())))

/** For the page of the own account alone: whoever is not signed in is sent to the sign-in page. */
export async function requireSelf(): Promise<Staff> {
  return (await currentStaff()) ?? redirect('/staff/sign-in')
}

/** For pages: whoever is not signed in is sent to the sign-in page, whoever still has a first password to its change. */
export async function requireStaff(): Promise<Staff> {
  const staff = await requireSelf()
  return staff.mustChangePassword ? redirect('/staff/account') : staff
}

/**
 * For the JSON route that changes the own password alone.
 *
 * @throws {AppError} NOT_SIGNED_IN
 */
export async function requireSelfOf(request: Request): Promise<Staff> {
  const staff = await staffOf(request.headers)
  if (!staff) throw new AppError('NOT_SIGNED_IN', 'Sign in first.')
  return staff
}

/**
 * For JSON routes.
 *
 * @throws {AppError} NOT_SIGNED_IN; NOT_ALLOWED while the first password was not changed
 */
export async function requireStaffOf(request: Request): Promise<Staff> {
  const staff = await requireSelfOf(request)
  if (staff.mustChangePassword)
    throw new AppError('NOT_ALLOWED', 'Change your first password first.', [{ path: 'password', message: 'first-password' }])
  return staff
}
