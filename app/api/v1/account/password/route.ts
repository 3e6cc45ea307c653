import * as z from 'zod'
import { changeOwnPassword } from '@/lib/server/accounts/change-own-password.ts'
import { AppError } from '@/lib/server/errors.ts'
import { jsonRoute } from '@/lib/server/session/json-route.ts'
import { readJson } from '@/lib/server/session/read-json.ts'
import { checkSameOrigin } from '@/lib/server/session/same-origin.ts'
import { signIn } from '@/lib/server/session/sign-in.ts'
import { requireSelfOf } from '@/lib/server/session/staff.ts'

const changeSchema = z.strictObject({ old: z.string().max(512), password: z.string().max(512) })

/** Ends every session of the account and signs it in anew at once, under a fresh token. */
export const POST = jsonRoute(async (request) => {
  const staff = await requireSelfOf(request)
  checkSameOrigin(request)
  const change = changeSchema.safeParse(await readJson(request))
  if (!change.success) throw new AppError('BAD_REQUEST', 'The old password and the new one are needed.')
  const { old, password } = change.data
  const now = Date.now()
  await changeOwnPassword(staff, old, password, now)
  const signedIn = await signIn({ email: staff.email, password }, now, request.headers.get('user-agent'))
  return Response.json(
    { location: '/staff' },
    { headers: signedIn.headers.getSetCookie().map((cookie): [string, string] => ['set-cookie', cookie]) },
  )
})
