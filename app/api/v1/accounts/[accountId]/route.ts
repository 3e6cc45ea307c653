import { actOnAccount } from '@/lib/server/accounts/act-on-account.ts'
import { accountsRoute } from '@/lib/server/session/accounts-route.ts'
import { readJson } from '@/lib/server/session/read-json.ts'

export const POST = accountsRoute<{ params: Promise<{ accountId: string }> }>(async ({ scope, actor }, request, { params }) =>
  Response.json(await actOnAccount(scope, actor, (await params).accountId, await readJson(request))),
)
