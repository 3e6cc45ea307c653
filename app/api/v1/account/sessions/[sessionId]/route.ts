import { endOwnSession } from '@/lib/server/accounts/own-sessions.ts'
import { staffRoute } from '@/lib/server/session/json-route.ts'
import { checkSameOrigin } from '@/lib/server/session/same-origin.ts'

export const DELETE = staffRoute<{ params: Promise<{ sessionId: string }> }>(async (staff, request, { params }) => {
  checkSameOrigin(request)
  await endOwnSession(staff, (await params).sessionId)
  return Response.json({})
})
