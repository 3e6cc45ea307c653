import { AppError } from '@/lib/server/errors.ts'
import { jsonRoute } from '@/lib/server/session/json-route.ts'
import { readJson } from '@/lib/server/session/read-json.ts'
import { checkSameOrigin } from '@/lib/server/session/same-origin.ts'
import { credentialsSchema, signIn } from '@/lib/server/session/sign-in.ts'

export const POST = jsonRoute(async (request) => {
  checkSameOrigin(request, { cookieless: true })
  const body = credentialsSchema.safeParse(await readJson(request))
  if (!body.success) throw new AppError('BAD_REQUEST', 'An e-mail and a password are needed.')
  return signIn(body.data, Date.now(), request.headers.get('user-agent'))
})
