import { codeAnswers, type Questionnaire, readSubmission, type Submission } from '@/lib/questionnaire/index.ts'
import { AppError, type Issue } from '../errors.ts'
import { dayInVietnam } from './day-in-vietnam.ts'
import type { Point } from './load-point.ts'
import { type LoadedQuestionnaire, loadQuestionnaire } from './load-questionnaire.ts'
import { readStartedToken } from './started-token.ts'
import { type ResponseRow, storeResponse } from './store-response.ts'
import { contentHash, submissionKeys } from './submission-keys.ts'
import { waveTakes } from './wave-takes.ts'

export type Submitted = { readonly receipt: string; readonly outcome: 'new' | 'same' }

type Wave = NonNullable<Point['wave']>

function responseRow(
  point: Point,
  wave: Wave,
  questionnaire: Questionnaire,
  submission: Submission,
  now: number,
): { row: ResponseRow; receipt: string } {
  const keys = submissionKeys(submission.id)
  const answers = codeAnswers(questionnaire, submission.answers)
  const village = point.villages.find((each) => each.code === submission.village)
  const content = JSON.stringify([point.unitId, wave.versionId, answers, village?.id ?? null])
  const { comment } = submission
  const row: ResponseRow = {
    id: keys.responseId,
    wave: wave.id,
    unit: point.unitId,
    ...(village ? { village: village.id } : {}),
    version: wave.versionId,
    mode: point.mode,
    day: dayInVietnam(new Date(now)),
    answers,
    content: contentHash('response content', submission.id, content).toString('hex'),
    receipt: keys.responseReceiptKey.toString('hex'),
    instrument: questionnaire.instrument,
    comment_id: keys.commentId,
    ...(comment ? { comment, comment_content: contentHash('comment content', submission.id, comment).toString('hex') } : {}),
    comment_receipt: keys.commentReceiptKey.toString('hex'),
  }
  return { row, receipt: keys.receipt }
}

const startedAtOf = (body: unknown): string | undefined => {
  const token = typeof body === 'object' && body !== null && 'startedAt' in body ? body.startedAt : undefined
  return typeof token === 'string' ? token : undefined
}

const villageIssues = (point: Point, { village }: Submission): readonly Issue[] =>
  village === undefined || point.villages.some((each) => each.code === village) ? [] : [{ path: 'village', message: 'not-possible' }]

/**
 * Checks a body against the questionnaire that the point asks and stores it once. The receipt is given only after the commit.
 * `body` is what JSON or a form carried: `bodyOf` makes it once the questionnaire is known.
 *
 * @throws {AppError} WAVE_CLOSED where the point is not in use or no wave takes answers; NOT_VALID with an issue for each item
 *   (`message` is a Problem of lib/questionnaire); CONFLICT where this id is stored with other content; UNAVAILABLE
 */
export async function submitResponse(point: Point, bodyOf: (questionnaire: Questionnaire) => unknown, now: number): Promise<Submitted> {
  const { wave } = point
  if (!point.active || !wave) throw new AppError('WAVE_CLOSED', 'This collection point takes no answers.')
  const { questionnaire, schema }: LoadedQuestionnaire = await loadQuestionnaire(point.communeId, wave.versionId, wave.hash)
  const body = bodyOf(questionnaire)
  const startedAt = readStartedToken(point.code, startedAtOf(body), now)
  if (!waveTakes(wave, now, startedAt)) throw new AppError('WAVE_CLOSED', 'The wave takes no answers.')
  const { submission, issues } = readSubmission(questionnaire, schema, body)
  const wrong = issues ? issues.map(({ path, problem }): Issue => ({ path, message: problem })) : villageIssues(point, submission)
  if (issues || wrong.length) throw new AppError('NOT_VALID', 'The answers do not fit the questionnaire.', wrong)
  const { row, receipt } = responseRow(point, wave, questionnaire, submission, now)
  const outcome = await storeResponse(point.communeId, row)
  if (outcome === 'conflict') throw new AppError('CONFLICT', 'This id is stored with other answers.')
  return { receipt, outcome }
}
