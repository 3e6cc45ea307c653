import { databaseAnswers } from '@/lib/server/database-answers.ts'

export const dynamic = 'force-dynamic'

/** For monitors and for `npm start`: 200 only when the database answers too, within 2 seconds. */
export async function GET(): Promise<Response> {
  const healthy = await databaseAnswers(2_000)
  return Response.json(
    { status: healthy ? 'ok' : 'database does not answer' },
    { status: healthy ? 200 : 503, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } },
  )
}
