import { randomUUID } from 'node:crypto'
import { GET, POST } from '@/app/k/[code]/route.ts'
import type { Instrument } from '@/lib/instruments/index.ts'
import { forScopeRaw } from '@/lib/server/db.ts'
import { createCollectionPoint } from '@/lib/server/units/create-collection-point.ts'
import { kindRatedBy } from '@/lib/server/units/unit-kinds.ts'
import { closeWave, openWave } from '@/lib/server/waves/open-wave.ts'
import { type MadeCommune, makeCommune } from '../support/make-commune.ts'

export type MadePoint = { readonly commune: MadeCommune; readonly code: string; readonly waveId: string; readonly instrument: Instrument }

/** A commune with one unit, two villages, an open wave and a poster for the instrument. */
export async function makePoint(instrument: Instrument): Promise<MadePoint> {
  const commune = await makeCommune({ U: kindRatedBy(instrument.id), T1: 'village', T2: 'village' }, { '2026': [instrument] })
  const waveId = commune.waves['2026'] ?? ''
  const code = await forScopeRaw(commune.scope, async (client) => {
    await openWave(client, commune.scope, waveId, new Date(Date.now() - 86_400_000))
    return createCollectionPoint(client, commune.scope, { unitId: commune.units['U'] ?? '', instrument: instrument.id, mode: 'poster' })
  })
  return { commune, code, waveId, instrument }
}

export const closePointWave = ({ commune, waveId }: MadePoint, at: Date): Promise<void> =>
  forScopeRaw(commune.scope, (client) => closeWave(client, commune.scope, waveId, at))

const context = (code: string) => ({ params: Promise.resolve({ code }) })
const address = (code: string, search: string) => `http://127.0.0.1/k/${code}${search}`

export const getPage = (code: string, search = ''): Promise<Response> => GET(new Request(address(code, search)), context(code))

export const postJson = (code: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  POST(
    new Request(address(code, ''), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    context(code),
  )

export const postForm = (code: string, fields: Record<string, string> | [string, string][], search = ''): Promise<Response> =>
  POST(
    new Request(address(code, search), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: new URLSearchParams(fields).toString(),
    }),
    context(code),
  )

/** Anything else that a client may send. */
export const postRaw = (code: string, init: RequestInit & { duplex?: 'half' }): Promise<Response> =>
  POST(new Request(address(code, ''), { method: 'POST', ...init }), context(code))

export const submission = (answers: object, more: object = {}) => ({ id: randomUUID() as string, answers, consent: true, ...more })

export const storedIn = async ({ commune }: MadePoint) =>
  forScopeRaw(commune.scope, async (client) => {
    const responses = await client.query<Record<string, unknown>>(
      `select r.id::text, r.wave_id::text, r.unit_id::text, v.code as village, r.mode::text, r.day::text, r.answers, r.cluster, r.design_weight
         from response r left join unit v on v.commune_id = r.commune_id and v.id = r.village_id order by r.id`,
    )
    const comments = await client.query<Record<string, unknown>>(
      `select id::text, wave_id::text, unit_id::text, instrument, text from comment order by id`,
    )
    return { responses: responses.rows, comments: comments.rows }
  })
