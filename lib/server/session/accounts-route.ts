import type { Actor } from '../audit/actions.ts'
import { AppError } from '../errors.ts'
import { mintScope, type Scope } from '../scope.ts'
import { staffRoute } from './json-route.ts'
import { checkSameOrigin } from './same-origin.ts'
import type { Staff } from './staff.ts'

export type AccountsReach = { readonly scope: Scope; readonly actor: Actor }

/** How an officer reaches the accounts of the own commune; null for everybody else, for whom there are none. */
export const accountsInReach = (staff: Staff): AccountsReach | null =>
  staff.commune && staff.role === 'officer' ? { scope: mintScope(staff.commune.id), actor: { id: staff.id, role: staff.role } } : null

type Handle<Context> = (reach: AccountsReach, request: Request, context: Context) => Promise<Response>

/** A JSON route of accounts: 404 for whoever looks after none; a write comes from a page of ours. */
export const accountsRoute = <Context>(handle: Handle<Context>) =>
  staffRoute<Context>(async (staff, request, context) => {
    const reach = accountsInReach(staff)
    if (!reach) throw new AppError('NOT_FOUND', 'There is no such page.')
    if (request.method !== 'GET') checkSameOrigin(request)
    return handle(reach, request, context)
  })
