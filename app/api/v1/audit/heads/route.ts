import { readHead, readHeads } from '@/lib/server/audit/read-chain.ts'
import { forScopeRaw } from '@/lib/server/db.ts'
import { dayInVietnam } from '@/lib/server/responses/day-in-vietnam.ts'
import { wavesRoute } from '@/lib/server/session/waves-route.ts'

/** Heads of the commune's chain, one JSON line each, the present one last: as `npm run audit -- verify --heads FILE` reads them. */
export const GET = wavesRoute(async ({ scope }) => {
  const heads = await forScopeRaw(scope, async (client) => [
    ...(await readHeads(client, scope)),
    await readHead(client, scope, dayInVietnam(new Date())),
  ])
  const text = heads.flatMap((head) => (head ? [`${JSON.stringify(head)}\n`] : [])).join('')
  return new Response(text, {
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'content-disposition': 'attachment; filename="audit-heads.jsonl"' },
  })
})
