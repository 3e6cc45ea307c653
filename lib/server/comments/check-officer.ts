import type { Actor } from '../audit/actions.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'

/**
 * Comments are read and decided by the commune's officer, in a scope of the whole commune: never by the unit that is spoken of.
 *
 * @throws {AppError} NOT_ALLOWED
 */
export const checkOfficer = (scope: Scope, actor: Actor): void => {
  if (actor.role !== 'officer' || scope.unitIds) throw new AppError('NOT_ALLOWED', 'Comments are decided by the officer of the commune.')
}
