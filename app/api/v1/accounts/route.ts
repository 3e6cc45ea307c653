import { addAccount } from '@/lib/server/accounts/add-account.ts'
import { listAccounts } from '@/lib/server/accounts/list-accounts.ts'
import { accountsRoute } from '@/lib/server/session/accounts-route.ts'
import { readJson } from '@/lib/server/session/read-json.ts'

export const GET = accountsRoute(async ({ scope, actor }) => Response.json({ accounts: await listAccounts(scope, actor, new Date()) }))

/** The first password is in this answer and nowhere else. */
export const POST = accountsRoute(async ({ scope, actor }, request) =>
  Response.json(await addAccount(scope, actor, await readJson(request)), { status: 201 }),
)
