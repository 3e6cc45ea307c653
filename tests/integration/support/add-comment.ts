import { randomUUID } from 'node:crypto'
import { type ResponseRow, storeResponse } from '@/lib/server/responses/store-response.ts'
import { contentHash, submissionKeys } from '@/lib/server/responses/submission-keys.ts'
import type { MadeCommune } from './make-commune.ts'

export type Sent = { readonly responseId: string; readonly commentId: string; readonly unit: string; readonly day: string }

/** Sends an answer with a comment on the way of a citizen's: the same keys, the same group commit, the same SQL function. */
export async function sendComment(
  commune: MadeCommune,
  {
    unit,
    wave,
    version,
    day,
    comment,
    answers = [5, null, 98],
  }: { unit: string; wave: string; version: string; day: string; comment?: string; answers?: readonly (number | null)[] },
): Promise<Sent> {
  const submissionId = randomUUID()
  const keys = submissionKeys(submissionId)
  const row: ResponseRow = {
    id: keys.responseId,
    wave: commune.waves[wave] ?? '',
    unit: commune.units[unit] ?? '',
    version,
    mode: 'poster',
    day,
    answers,
    content: contentHash('response content', submissionId, JSON.stringify(answers)).toString('hex'),
    receipt: keys.responseReceiptKey.toString('hex'),
    instrument: 'health-station',
    comment_id: keys.commentId,
    ...(comment ? { comment, comment_content: contentHash('comment content', submissionId, comment).toString('hex') } : {}),
    comment_receipt: keys.commentReceiptKey.toString('hex'),
  }
  const stored = await storeResponse(commune.scope.communeId, row)
  if (stored !== 'new') throw new Error(`sendComment requires a new submission, and it was ${stored}`)
  return { responseId: keys.responseId, commentId: keys.commentId, unit, day }
}
