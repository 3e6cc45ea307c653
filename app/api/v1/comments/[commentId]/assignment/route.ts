import * as z from 'zod'
import { assignComment } from '@/lib/server/comments/assign-comment.ts'
import { commentsRoute } from '@/lib/server/session/comments-route.ts'
import { readJson } from '@/lib/server/session/read-json.ts'
import { parseInput } from '@/lib/server/waves/parse-input.ts'

const bodySchema = z.strictObject({ unit: z.string().max(40) })

/** `{ unit }`: the code of the unit that is to answer. */
export const PUT = commentsRoute<{ params: Promise<{ commentId: string }> }>(async ({ scope, actor }, request, { params }) => {
  await assignComment(scope, actor, (await params).commentId, parseInput(bodySchema, await readJson(request)).unit)
  return Response.json({})
})
