import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST as signIn } from '@/app/api/auth/sign-in/email/route.ts'
import { GET as job } from '@/app/api/v1/waves/[waveCode]/job/route.ts'
import { PUT as marginsFile } from '@/app/api/v1/waves/[waveCode]/margins/file/route.ts'
import { PUT as changeMargins, GET as margins } from '@/app/api/v1/waves/[waveCode]/margins/route.ts'
import { PUT as change, GET as wave } from '@/app/api/v1/waves/[waveCode]/route.ts'
import { POST as release } from '@/app/api/v1/waves/[waveCode]/snapshots/[snapshotId]/route.ts'
import { GET as snapshots, POST as take } from '@/app/api/v1/waves/[waveCode]/snapshots/route.ts'
import { POST as status } from '@/app/api/v1/waves/[waveCode]/status/route.ts'
import { POST as plan, GET as waves } from '@/app/api/v1/waves/route.ts'
import { findInstrument } from '@/lib/instruments/index.ts'
import { createAccount } from '@/lib/server/accounts/create-account.ts'
import { closeDatabase, forScopeRaw } from '@/lib/server/db.ts'
import { roles } from '@/lib/server/session/roles.ts'
import { closeWave, openWave } from '@/lib/server/waves/open-wave.ts'
import { takeWaveSnapshot } from '@/lib/server/waves/take-wave-snapshot.ts'
import { bringAnswers } from './support/answer-files.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const HOST = 'xa.example.vn'
const PASSWORD = 'mat-khau-thu-01'
const health = findInstrument('health-station', '2024')
const OWN = '2051'
const OTHERS = '2052'

let own: MadeCommune
let other: MadeCommune
const cookies = new Map<string, string>()
const snapshotOf = new Map<string, string>()

type Route = {
  readonly name: string
  readonly path: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly call: (request: Request, waveCode: string, snapshotId: string) => Promise<Response>
  /** Sent by whoever may; each is refused for its content, so that the matrix changes nothing. */
  readonly body?: unknown
  /** What the officer is answered in the own wave. */
  readonly officer: number
  /** Without a wave in its path: the own commune's for every reader. */
  readonly plain?: boolean
}
const at = (waveCode: string) => ({ params: Promise.resolve({ waveCode }) })
const routes: readonly Route[] = [
  { name: 'GET waves', path: 'route.ts', method: 'GET', call: (request) => waves(request, undefined), officer: 200, plain: true },
  {
    name: 'POST waves',
    path: 'route.ts',
    method: 'POST',
    call: (request) => plan(request, undefined),
    body: {},
    officer: 422,
    plain: true,
  },
  { name: 'GET wave', path: '[waveCode]/route.ts', method: 'GET', call: (request, code) => wave(request, at(code)), officer: 200 },
  {
    name: 'PUT wave',
    path: '[waveCode]/route.ts',
    method: 'PUT',
    call: (request, code) => change(request, at(code)),
    body: {},
    officer: 422,
  },
  {
    name: 'POST status',
    path: '[waveCode]/status/route.ts',
    method: 'POST',
    call: (request, code) => status(request, at(code)),
    body: { act: 'open' },
    officer: 409,
  },
  {
    name: 'GET margins',
    path: '[waveCode]/margins/route.ts',
    method: 'GET',
    call: (request, code) => margins(request, at(code)),
    officer: 200,
  },
  {
    name: 'PUT margins',
    path: '[waveCode]/margins/route.ts',
    method: 'PUT',
    call: (request, code) => changeMargins(request, at(code)),
    body: {},
    officer: 422,
  },
  {
    name: 'PUT margins file',
    path: '[waveCode]/margins/file/route.ts',
    method: 'PUT',
    call: (request, code) => marginsFile(request, at(code)),
    body: { csv: '' },
    officer: 422,
  },
  {
    name: 'GET snapshots',
    path: '[waveCode]/snapshots/route.ts',
    method: 'GET',
    call: (request, code) => snapshots(request, at(code)),
    officer: 200,
  },
  {
    name: 'POST snapshots',
    path: '[waveCode]/snapshots/route.ts',
    method: 'POST',
    call: (request, code) => take(request, at(code)),
    body: { comparedWith: 'x' },
    officer: 422,
  },
  {
    name: 'POST snapshot',
    path: '[waveCode]/snapshots/[snapshotId]/route.ts',
    method: 'POST',
    call: (request, waveCode, snapshotId) => release(request, { params: Promise.resolve({ waveCode, snapshotId }) }),
    body: { act: 'burn' },
    officer: 422,
  },
  // Nobody has asked for a snapshot yet, which is 404 for readers too.
  { name: 'GET job', path: '[waveCode]/job/route.ts', method: 'GET', call: (request, code) => job(request, at(code)), officer: 404 },
]

const request = (
  route: Route,
  role: string | null,
  headers: Record<string, string> = { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' },
) =>
  new Request(`http://${HOST}/api/v1/waves`, {
    method: route.method,
    headers: {
      host: HOST,
      ...(role === null ? {} : { cookie: cookies.get(role) ?? '' }),
      ...(route.method === 'GET' ? {} : { 'content-type': 'application/json', ...headers }),
    },
    ...(route.method === 'GET' ? {} : { body: JSON.stringify(route.body) }),
  })
const answer = async (route: Route, role: string | null, waveCode: string) => {
  const response = await route.call(request(route, role), waveCode, snapshotOf.get(waveCode) ?? '')
  return { status: response.status, text: await response.text() }
}
const readers = ['leader', 'front', 'inspection']
const expected = (route: Route, role: string | null): number => {
  if (role === null) return 401
  if (role === 'officer') return route.officer
  if (!readers.includes(role)) return 404
  return route.method === 'GET' ? route.officer : 403
}

beforeAll(async () => {
  own = await makeCommune({ OWNTYT: 'health-station' }, { [OWN]: [health] })
  other = await makeCommune({ OTHERTYT: 'health-station' }, { [OTHERS]: [health] })
  for (const [commune, code, unit] of [
    [own, OWN, 'OWNTYT'],
    [other, OTHERS, 'OTHERTYT'],
  ] as const) {
    const id = commune.waves[code] ?? ''
    await forScopeRaw(commune.scope, (client) => openWave(client, commune.scope, id, new Date('2026-10-01T00:00:00Z')))
    const answers = Array.from({ length: 40 }, (_, i) => ({ hs_respect: 1 + (i % 5), day: '2026-11-01' }))
    await bringAnswers(commune, code, unit, health, answers)
    await forScopeRaw(commune.scope, (client) => closeWave(client, commune.scope, id, new Date('2026-11-20T00:00:00Z')))
    snapshotOf.set(code, (await takeWaveSnapshot(commune.scope, { id: 'setup', role: 'program' }, code)).id)
  }
  for (const role of roles) {
    const email = `${role}-${randomUUID()}@example.vn`
    const place =
      role === 'province' ? { provinceCode: '33' } : { communeId: own.scope.communeId, ...(role === 'unit' ? { unitCode: 'OWNTYT' } : {}) }
    await createAccount({ email, name: role, role, password: PASSWORD, demo: true, ...place })
    const body = JSON.stringify({ email, password: PASSWORD })
    const signedIn = await signIn(
      new Request(`http://${HOST}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { host: HOST, 'content-type': 'application/json' },
        body,
      }),
      undefined,
    )
    cookies.set(role, signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '')
  }
})
afterAll(closeDatabase)

test('every route of waves has its rows here', () => {
  const files = readdirSync('app/api/v1/waves', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('route.ts'))
  expect([...new Set(routes.map(({ path }) => path))].sort()).toEqual(files.sort())
})

describe.each(routes)('$name', (route) => {
  test.each([null, ...roles])('answers %s in its own commune as the role may', async (role) => {
    const { status: code, text } = await answer(route, role, OWN)
    expect(code, text.slice(0, 200)).toBe(expected(route, role))
    for (const marker of [
      other.code,
      other.scope.communeId,
      other.units['OTHERTYT'] ?? '-',
      OTHERS,
      'OTHERTYT',
      snapshotOf.get(OTHERS) ?? '-',
    ])
      expect(text).not.toContain(marker)
  })

  if (!route.plain)
    test.each(roles)('does not know another commune’s wave for %s', async (role) => {
      const { status: code, text } = await answer(route, role, OTHERS)
      const isRefusedBefore = readers.includes(role) && route.method !== 'GET'
      expect(code).toBe(isRefusedBefore ? 403 : 404)
      const unknown = await answer(route, role, '1999')
      expect([unknown.status, unknown.text]).toEqual([code, text])
    })

  if (route.method !== 'GET')
    test('is taken from a page of ours alone', async () => {
      const refused = async (headers: Record<string, string>) =>
        (await route.call(request(route, 'officer', headers), OWN, snapshotOf.get(OWN) ?? '')).status
      expect(await refused({})).toBe(403)
      expect(await refused({ origin: 'https://evil.example' })).toBe(403)
      expect(await refused({ origin: `http://${HOST}`, 'sec-fetch-site': 'cross-site' })).toBe(403)
      expect(await refused({ origin: `http://${HOST}`, 'content-type': 'text/plain' })).toBe(415)
    })
})

test('a snapshot of another commune is not there under the own wave either', async () => {
  const route = routes.find(({ name }) => name === 'POST snapshot') as Route
  const response = await route.call(request({ ...route, body: { act: 'publish' } }, 'officer'), OWN, snapshotOf.get(OTHERS) ?? '')
  expect(response.status).toBe(404)
})
