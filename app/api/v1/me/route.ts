import { staffRoute } from '@/lib/server/session/json-route.ts'
import { unitsInReach } from '@/lib/server/session/reach.ts'

export const GET = staffRoute(async (staff) => {
  const units = await unitsInReach(staff)
  return Response.json({
    role: staff.role,
    commune: staff.commune && { code: staff.commune.code, name: staff.commune.name },
    units: units.map(({ code, kind, name }) => ({ code, kind, name })),
  })
})
