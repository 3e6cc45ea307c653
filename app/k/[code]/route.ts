import { randomUUID } from 'node:crypto'
import { formBody, type Language } from '@/lib/questionnaire/index.ts'
import { AppError, toResponse } from '@/lib/server/errors.ts'
import { loadPoint, type Point } from '@/lib/server/responses/load-point.ts'
import { loadQuestionnaire } from '@/lib/server/responses/load-questionnaire.ts'
import { startedToken } from '@/lib/server/responses/started-token.ts'
import { submitResponse } from '@/lib/server/responses/submit-response.ts'
import { waveState } from '@/lib/server/responses/wave-takes.ts'
import { inTime } from '../_page/in-time.ts'
import { languageOf } from '../_page/language-of.ts'
import { questionnairePage } from '../_page/questionnaire-page.ts'
import { readBody } from '../_page/read-body.ts'
import { receiptHref } from '../_page/receipt-page.ts'
import { refusalPage } from '../_page/refusal-page.ts'

type Context = { readonly params: Promise<{ code: string }> }

export const dynamic = 'force-dynamic'

const refuse = (error: unknown): AppError => {
  if (error instanceof AppError) return error
  throw error
}

async function pointOf(code: string): Promise<Point> {
  const point = await loadPoint(code)
  if (!point) throw new AppError('NOT_FOUND', 'There is no such collection point.')
  return point
}

async function questionnaireOf({ communeId, wave }: Point) {
  if (!wave) throw new AppError('WAVE_CLOSED', 'No wave asks this questionnaire.')
  return (await loadQuestionnaire(communeId, wave.versionId, wave.hash)).questionnaire
}

/** The questionnaire behind a code. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { code } = await params
  const language = languageOf(request)
  const now = Date.now()
  let point: Point | null = null
  try {
    return await inTime(async () => {
      point = await pointOf(code)
      if (!point.active || !point.wave || waveState(point.wave, now) !== 'open')
        throw new AppError('WAVE_CLOSED', 'The wave takes no answers.')
      const questionnaire = await questionnaireOf(point)
      return questionnairePage({ point, questionnaire, language, id: randomUUID(), startedAt: startedToken(point.code, now) })
    })
  } catch (error) {
    return refusalPage({ error: refuse(error), language, point, now })
  }
}

type Posted = { readonly json: unknown; readonly fields?: never } | { readonly fields: URLSearchParams; readonly json?: never }

async function readPosted(request: Request): Promise<Posted> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') return { fields: new URLSearchParams(await readBody(request)) }
  if (type !== 'application/json') throw new AppError('UNSUPPORTED_MEDIA', 'Send application/json or a plain form.')
  const text = await readBody(request)
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    throw new AppError('BAD_REQUEST', 'The body is not JSON.')
  }
}

const wantsPage = (request: Request) =>
  !request.headers.get('content-type')?.toLowerCase().startsWith('application/json') &&
  (request.headers.get('accept') ?? '').includes('text/html')

/** A form that was refused for what is in it, or that another person may send under a new id: the page again, with its answers. */
async function formAgain(point: Point, fields: URLSearchParams, language: Language, error: AppError): Promise<Response> {
  const conflict = error.code === 'CONFLICT'
  const id = fields.get('id') ?? ''
  return questionnairePage({
    point,
    questionnaire: await questionnaireOf(point),
    language,
    id: conflict || !/^[0-9a-f-]{36}$/i.test(id) || error.issues.some((issue) => issue.path === 'id') ? randomUUID() : id,
    startedAt: fields.get('startedAt')?.slice(0, 80) ?? '',
    fields,
    issues: error.issues,
    conflict,
  })
}

/** One submission, as JSON (201, 200) or as a form (303 to the receipt). */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { code } = await params
  const language = languageOf(request)
  const now = Date.now()
  let point: Point | null = null
  let posted: Posted | undefined
  try {
    posted = await readPosted(request)
    const { json, fields } = posted
    return await inTime(async () => {
      const found = await pointOf(code)
      point = found
      const { receipt, outcome } = await submitResponse(found, (questionnaire) => (fields ? formBody(questionnaire, fields) : json), now)
      if (fields)
        return new Response(null, {
          status: 303,
          headers: { location: receiptHref(found.code, receipt, language), 'cache-control': 'no-store' },
        })
      return Response.json({ receipt }, { status: outcome === 'new' ? 201 : 200, headers: { 'cache-control': 'no-store' } })
    })
  } catch (thrown) {
    const error = refuse(thrown)
    const fields = posted?.fields
    if (!fields && !wantsPage(request)) return toResponse(error)
    if (point && fields && (error.code === 'NOT_VALID' || error.code === 'CONFLICT')) return formAgain(point, fields, language, error)
    return refusalPage({ error, language, point, now, ...(fields ? { fields } : {}) })
  }
}
