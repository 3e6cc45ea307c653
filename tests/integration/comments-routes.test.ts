import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST as signIn } from '@/app/api/auth/sign-in/email/route.ts'
import { PUT as answer } from '@/app/api/v1/comments/[commentId]/answer/route.ts'
import { PUT as assign } from '@/app/api/v1/comments/[commentId]/assignment/route.ts'
import { POST as decide } from '@/app/api/v1/comments/[commentId]/decision/route.ts'
import { findInstrument } from '@/lib/instruments/index.ts'
import { createAccount } from '@/lib/server/accounts/create-account.ts'
import { listReleasedComments } from '@/lib/server/comments/list-released-comments.ts'
import { closeDatabase, forScope } from '@/lib/server/db.ts'
import { closeIntake } from '@/lib/server/responses/intake-pool.ts'
import { mintScope } from '@/lib/server/scope.ts'
import { sendComment } from './support/add-comment.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const HOST = 'xa.example.vn'
const PASSWORD = 'mat-khau-thu-01'
const now = new Date('2026-11-24T03:00:00Z')

let own: MadeCommune
let other: MadeCommune
const cookies = new Map<string, string>()
const comments: string[] = []
let foreign = ''

type Handler = (request: Request, context: { params: Promise<{ commentId: string }> }) => Promise<Response>
const call = async (
  handler: Handler,
  role: string | null,
  id: string,
  body: unknown,
  headers: Record<string, string> = { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' },
) => {
  const response = await handler(
    new Request(`http://${HOST}/api/v1/comments/${id}`, {
      method: 'POST',
      headers: {
        host: HOST,
        'content-type': 'application/json',
        ...(role === null ? {} : { cookie: cookies.get(role) ?? '' }),
        ...headers,
      },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({ commentId: id }) },
  )
  return {
    status: response.status,
    body: (await response.json()) as { shown?: boolean; error?: { issues: { path: string; message: string }[] } },
  }
}
const readBy = async (unit: string) =>
  (await listReleasedComments(mintScope(own.scope.communeId, [own.units[unit] ?? '']), now)).map(({ text, answer: done }) => [text, done])

beforeAll(async () => {
  const instruments = { '2024': [findInstrument('health-station', '2024')] }
  own = await makeCommune({ TYT: 'health-station', MC: 'one-stop-desk' }, instruments)
  other = await makeCommune({ TYT: 'health-station' }, instruments)
  for (const commune of [own, other]) {
    const version = await forScope(commune.scope, async (tx) => {
      await tx.$executeRaw`update wave set status = 'open', opens_at = now() where id = ${commune.waves['2024']}::uuid`
      const rows = await tx.$queryRaw<{ id: string }[]>`select instrument_version_id::text as id from wave_instrument`
      return rows[0]?.id ?? ''
    })
    const send = async (comment: string) =>
      (await sendComment(commune, { unit: 'TYT', wave: '2024', version, day: '2026-11-20', comment })).commentId
    if (commune === other) foreign = await send('Ý kiến xã bên')
    else {
      for (let n = 0; n < 12; n += 1) comments.push(await send(`Ý kiến ${n}`))
      comments.push(await send('Gọi tôi số 0912 345 678 nhé'))
    }
  }
  for (const role of ['officer', 'leader', 'unit', 'enumerator', 'province'] as const) {
    const email = `${role}-${randomUUID()}@example.vn`
    const place =
      role === 'province' ? { provinceCode: '33' } : { communeId: own.scope.communeId, ...(role === 'unit' ? { unitCode: 'MC' } : {}) }
    await createAccount({ email, name: role, role, password: PASSWORD, demo: true, ...place })
    const signedIn = await signIn(
      new Request(`http://${HOST}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { host: HOST, 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: PASSWORD }),
      }),
      undefined,
    )
    cookies.set(role, signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '')
  }
})
afterAll(async () => {
  await Promise.all([closeDatabase(), closeIntake()])
})

const acts: readonly [string, Handler, unknown][] = [
  ['decision', decide, { act: 'release' }],
  ['assignment', assign, { unit: 'MC' }],
  ['answer', answer, { answer: 'Đã sửa.' }],
]

describe.each(acts)('%s', (name, handler, body) => {
  test('is asked of the signed in, of a page of ours, and is not there for whoever has no comments', async () => {
    const id = comments[0] ?? ''
    expect((await call(handler, null, id, body)).status).toBe(401)
    expect((await call(handler, 'enumerator', id, body)).status).toBe(404)
    expect((await call(handler, 'province', id, body)).status).toBe(404)
    expect((await call(handler, 'leader', id, body)).status).toBe(403)
    expect((await call(handler, 'officer', id, body, {})).status).toBe(403)
    expect((await call(handler, 'officer', id, body, { origin: 'https://evil.example' })).status).toBe(403)
  })

  test('another commune’s comment, one that is none and an id that is none are the same: not there', async () => {
    for (const id of [foreign, randomUUID(), 'x']) expect((await call(handler, 'officer', id, body)).status).toBe(404)
  })

  test('what is not understood is refused by field, and a body that is no JSON too', async () => {
    const { status, body: refused } = await call(handler, 'officer', comments[0] ?? '', { what: 1 })
    expect(status).toBe(422)
    expect(refused.error?.issues.length, name).toBeGreaterThan(0)
  })
})

test('a number in a comment must be taken out or said to be nobody’s; each way leads to readers', async () => {
  const id = comments.at(-1) ?? ''
  const refused = await call(decide, 'officer', id, { act: 'release' })
  expect([refused.status, refused.body.error?.issues]).toEqual([422, [{ path: 'text', message: 'phone' }]])
  expect((await call(decide, 'officer', id, { act: 'redact', text: 'Gọi 0912345678', reason: 'personal-data' })).status).toBe(422)
  expect((await call(decide, 'officer', id, { act: 'redact', text: 'Gọi tôi nhé', reason: 'no-such-reason' })).status).toBe(422)
  expect((await call(decide, 'officer', id, { act: 'redact', text: 'Gọi tôi nhé', reason: 'personal-data' })).body).toEqual({
    shown: false,
  })
  expect(await readBy('TYT')).toEqual([])
  for (const each of comments.slice(0, 4)) await call(decide, 'officer', each, { act: 'release' })
  expect((await readBy('TYT')).map(([text]) => text).sort()).toEqual(['Gọi tôi nhé', 'Ý kiến 0', 'Ý kiến 1', 'Ý kiến 2', 'Ý kiến 3'])
})

test('a comment is handed to another unit, which answers; a unit answers no other', async () => {
  const [first = '', second = ''] = comments
  expect((await call(answer, 'unit', first, { answer: 'Đã kê thêm ghế.' })).status).toBe(404)
  expect((await call(assign, 'officer', first, { unit: 'MC' })).status).toBe(200)
  expect((await call(answer, 'unit', first, { answer: 'Đã kê thêm ghế.' })).status).toBe(200)
  expect(await readBy('MC')).toEqual([['Ý kiến 0', 'Đã kê thêm ghế.']])
  expect((await call(answer, 'unit', second, { answer: 'Đã kê thêm ghế.' })).status).toBe(404)
  expect((await call(answer, 'officer', second, { answer: 'x'.repeat(2_001) })).status).toBe(422)
  expect((await call(answer, 'officer', second, { answer: 'ữ'.repeat(2_000) })).status).toBe(200)
  expect((await call(answer, 'officer', second, { answer: 'ữ'.repeat(12_000) })).status).toBe(413)
})

test('what was released is taken back with its answer', async () => {
  const [first = ''] = comments
  expect((await call(decide, 'officer', first, { act: 'reject', reason: 'insult' })).body).toEqual({ shown: false })
  expect(await readBy('MC')).toEqual([])
})
