import * as z from 'zod'
import { answerComment } from '@/lib/server/comments/answer-comment.ts'
import { commentsRoute } from '@/lib/server/session/comments-route.ts'
import { readJson } from '@/lib/server/session/read-json.ts'
import { parseInput } from '@/lib/server/waves/parse-input.ts'

/** An answer of 2,000 characters, each of up to four bytes, in JSON. */
const LONGEST = 16_384
const bodySchema = z.strictObject({ answer: z.string().max(10_000) })

/** `{ answer }`: what the commune or the unit did about it, for everybody to read. */
export const PUT = commentsRoute<{ params: Promise<{ commentId: string }> }>(async ({ scope, actor }, request, { params }) => {
  await answerComment(scope, actor, (await params).commentId, parseInput(bodySchema, await readJson(request, LONGEST)).answer, new Date())
  return Response.json({})
})
