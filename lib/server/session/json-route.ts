import { toResponse } from '../errors.ts'
import { requireStaffOf, type Staff } from './staff.ts'

const sealed = (response: Response): Response => {
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-content-type-options', 'nosniff')
  return response
}

/** A JSON route: what it throws as AppError becomes `{ error: { code, message, issues } }`. Nothing is cached. */
export const jsonRoute =
  <Context>(handle: (request: Request, context: Context) => Promise<Response>) =>
  async (request: Request, context: Context): Promise<Response> => {
    try {
      return sealed(await handle(request, context))
    } catch (error) {
      return sealed(toResponse(error))
    }
  }

/** A JSON route of staff: 401 before anything else where nobody is signed in. */
export const staffRoute = <Context>(handle: (staff: Staff, request: Request, context: Context) => Promise<Response>) =>
  jsonRoute<Context>(async (request, context) => handle(await requireStaffOf(request), request, context))
