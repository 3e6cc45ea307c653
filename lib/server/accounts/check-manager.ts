import type { Actor } from '../audit/actions.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'

/**
 * Accounts of a commune are looked after by its officer and by the command line, in a scope of the whole commune.
 *
 * @throws {AppError} NOT_ALLOWED
 */
export const checkManager = (scope: Scope, actor: Actor): void => {
  if ((actor.role !== 'officer' && actor.role !== 'program') || scope.unitIds)
    throw new AppError('NOT_ALLOWED', 'Accounts are looked after by the officer of the commune.')
}
