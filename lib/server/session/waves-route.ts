import { AppError } from '../errors.ts'
import { staffRoute } from './json-route.ts'
import { checkSameOrigin } from './same-origin.ts'
import { type WavesReach, wavesInReach } from './waves-reach.ts'

type Handle<Context> = (reach: WavesReach, request: Request, context: Context) => Promise<Response>

/** A JSON route that reads waves: 404 for whoever has none. */
export const wavesRoute = <Context>(handle: Handle<Context>) =>
  staffRoute<Context>(async (staff, request, context) => {
    const reach = wavesInReach(staff)
    if (!reach) throw new AppError('NOT_FOUND', 'There is no such page.')
    return handle(reach, request, context)
  })

/** A JSON route that runs waves: from a page of ours, 404 for whoever has none, 403 for whoever only reads them. */
export const runsWavesRoute = <Context>(handle: Handle<Context>) =>
  wavesRoute<Context>(async (reach, request, context) => {
    checkSameOrigin(request)
    if (!reach.runs) throw new AppError('NOT_ALLOWED', 'Waves are run by the officer of the commune.')
    return handle(reach, request, context)
  })
