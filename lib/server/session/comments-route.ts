import { AppError } from '../errors.ts'
import { type CommentsReach, commentsInReach } from './comments-reach.ts'
import { staffRoute } from './json-route.ts'
import { checkSameOrigin } from './same-origin.ts'

type Handle<Context> = (reach: CommentsReach, request: Request, context: Context) => Promise<Response>

/** A JSON route that acts on comments, from a page of ours: 404 for whoever has none. What a role may do is decided by the act itself. */
export const commentsRoute = <Context>(handle: Handle<Context>) =>
  staffRoute<Context>(async (staff, request, context) => {
    const reach = commentsInReach(staff)
    if (!reach) throw new AppError('NOT_FOUND', 'There is no such page.')
    checkSameOrigin(request)
    return handle(reach, request, context)
  })
