import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { closeDatabase, pool } from '@/lib/server/db.ts'
import { closeIntake } from '@/lib/server/responses/intake-pool.ts'
import { forgetPoints } from '@/lib/server/responses/load-point.ts'
import { buildCitizen } from '@/scripts/build-citizen.mjs'
import { fixtureInstrument } from '../../support/fixture-instrument.ts'
import { getPage, type MadePoint, makePoint, postForm, postJson, storedIn, submission } from './made-point.ts'
import { makeWeakLink } from './weak-link.ts'

// The settings are read once: before the first call, the way to the database is put through a link that can be made bad.
let link: Awaited<ReturnType<typeof makeWeakLink>>
let point: MadePoint
let log: ReturnType<typeof vi.spyOn>

beforeAll(async () => {
  link = await makeWeakLink(process.env['APP_DATABASE_URL'] ?? '')
  process.env['APP_DATABASE_URL'] = link.url
  await buildCitizen()
  point = await makePoint(fixtureInstrument())
  log = vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterAll(async () => {
  log.mockRestore()
  await closeIntake()
  await closeDatabase()
  await link.close()
})
beforeEach(async () => {
  link.become('pass')
  forgetPoints()
  // Connections that were cut are replaced at the next use: the first tries may still meet one.
  for (let n = 0; n < 20; n += 1) {
    forgetPoints()
    if ((await getPage(point.code)).status === 200) return
  }
  throw new Error('the page does not come back')
})

const timed = async (work: () => Promise<Response>) => {
  const started = performance.now()
  const response = await work()
  return { response, seconds: (performance.now() - started) / 1000 }
}
const marker = 'Dấu-riêng-7Q4X'
const body = () => submission({ used: 1 }, { comment: marker })

describe.each(['refuse', 'hang'] as const)('a database that is away (%s)', (mode) => {
  test.each([true, false])('JSON: 503 with Retry-After within 3 s, whether the point is known already (%s) or not', async (known) => {
    link.become(mode)
    if (!known) forgetPoints()
    const { response, seconds } = await timed(() => postJson(point.code, body()))
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe('UNAVAILABLE')
    expect(seconds).toBeLessThan(3)
  })

  test('a page: 503 within 3 s; a form: its answers are kept in the page', async () => {
    link.become(mode)
    forgetPoints()
    const read = await timed(() => getPage(point.code))
    expect(read.response.status).toBe(503)
    const fields = { id: '1b4e28ba-2fa1-4d6b-8c3f-0123456789ab', consent: 'yes', 'a.used': '1', comment: `${marker} "<b>` }
    const sent = await timed(() => postForm(point.code, fields))
    expect(sent.response.status).toBe(503)
    expect(sent.response.headers.get('retry-after')).toBe('5')
    const text = await sent.response.text()
    expect(text).toContain('<input type="hidden" name="a.used" value="1">')
    expect(text).toContain(`<input type="hidden" name="comment" value="${marker} &quot;&lt;b&gt;">`)
    expect(text).toContain('Gửi lại</button>')
    expect(Math.max(read.seconds, sent.seconds)).toBeLessThan(3)
  })

  test('a hundred at once: none hangs, none is acknowledged, none makes a 500; afterwards all are taken', { timeout: 30_000 }, async () => {
    link.become(mode)
    const bodies = Array.from({ length: 100 }, body)
    const during = await Promise.all(bodies.map((each) => timed(() => postJson(point.code, each))))
    expect(new Set(during.map(({ response }) => response.status))).toEqual(new Set([503]))
    expect(Math.max(...during.map(({ seconds }) => seconds))).toBeLessThan(3.5)
    link.become('pass')
    forgetPoints()
    for (let n = 0; n < 20 && (await getPage(point.code)).status !== 200; n += 1) forgetPoints()
    const waiting = new Set(bodies)
    for (let n = 0; n < 5 && waiting.size; n += 1)
      await Promise.all([...waiting].map(async (each) => (await postJson(point.code, each)).status < 300 && waiting.delete(each)))
    expect(waiting.size).toBe(0)
  })
})

describe('a reply that is lost', () => {
  test('the answer may be stored though 503 was said: sent again it is the same, and there once', async () => {
    const fresh = await makePoint(fixtureInstrument())
    await getPage(fresh.code)
    const sent = body()
    link.become('lose-replies')
    expect((await postJson(fresh.code, sent)).status).toBe(503)
    link.become('pass')
    await vi.waitFor(async () => expect((await storedIn(fresh)).responses).toHaveLength(1))
    let status = 503
    for (let n = 0; n < 20 && status === 503; n += 1) {
      forgetPoints()
      status = (await postJson(fresh.code, sent)).status
    }
    expect(status).toBe(200)
    expect((await storedIn(fresh)).responses).toHaveLength(1)
  })
})

describe('a row that the database refuses', () => {
  test('fails alone: those that wait beside it are stored', async () => {
    const { storeResponse } = await import('@/lib/server/responses/store-response.ts')
    const { randomBytes, randomUUID } = await import('node:crypto')
    const { rows } = await pool().query<{ found: { unitId: string; wave: { id: string; versionId: string } } }>(
      'select point_by_code($1) as found',
      [point.code],
    )
    const found = rows[0]?.found
    const hex = () => randomBytes(32).toString('hex')
    const row = (answer: number) => ({
      id: randomUUID(),
      wave: found?.wave.id ?? '',
      unit: found?.unitId ?? '',
      version: found?.wave.versionId ?? '',
      mode: 'poster',
      day: '2026-11-24',
      answers: [answer],
      content: hex(),
      receipt: hex(),
      instrument: 'infrastructure',
      comment_id: randomUUID(),
      comment_receipt: hex(),
    })
    const settled = await Promise.allSettled([1, 2, 100_000, 4].map((answer) => storeResponse(point.commune.scope.communeId, row(answer))))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })
})

describe('the log', () => {
  test('names codes alone: no answer, comment, id or receipt of all the failures above', () => {
    const lines = log.mock.calls.map((call: unknown[]) => call.map(String).join(' '))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toMatch(/^(citizen page|database connection lost): [\w]+$/)
    expect(lines.join('\n')).not.toContain(marker)
  })
})
