import { listOwnSessions } from '@/lib/server/accounts/own-sessions.ts'
import { staffRoute } from '@/lib/server/session/json-route.ts'

export const GET = staffRoute(async ({ id, sessionId }) => {
  const sessions = await listOwnSessions(id, new Date())
  return Response.json({ sessions: sessions.map((session) => ({ ...session, current: session.id === sessionId })) })
})
