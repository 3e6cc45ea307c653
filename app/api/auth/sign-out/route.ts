import { auth } from '@/lib/server/session/auth.ts'
import { jsonRoute } from '@/lib/server/session/json-route.ts'
import { checkSameOrigin } from '@/lib/server/session/same-origin.ts'

export const POST = jsonRoute(async (request) => {
  checkSameOrigin(request)
  return auth().api.signOut({ headers: request.headers, asResponse: true })
})
