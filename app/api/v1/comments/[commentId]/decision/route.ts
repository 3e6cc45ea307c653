import { decideAsAsked } from '@/lib/server/comments/decide-as-asked.ts'
import { commentsRoute } from '@/lib/server/session/comments-route.ts'
import { readJson } from '@/lib/server/session/read-json.ts'

/** A comment of 1,000 characters, each of up to four bytes, in JSON. */
const LONGEST = 16_384

/** `{ act: 'release' | 'redact' | 'reject', text?, reason?, despiteFinds? }` -> `{ shown }`: false while it waits for others. */
export const POST = commentsRoute<{ params: Promise<{ commentId: string }> }>(async ({ scope, actor }, request, { params }) =>
  Response.json(await decideAsAsked(scope, actor, (await params).commentId, await readJson(request, LONGEST), new Date())),
)
