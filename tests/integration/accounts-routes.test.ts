import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST as signIn } from '@/app/api/auth/sign-in/email/route.ts'
import { POST as signOut } from '@/app/api/auth/sign-out/route.ts'
import { POST as changePassword } from '@/app/api/v1/account/password/route.ts'
import { DELETE as endSession } from '@/app/api/v1/account/sessions/[sessionId]/route.ts'
import { GET as sessions } from '@/app/api/v1/account/sessions/route.ts'
import { POST as act } from '@/app/api/v1/accounts/[accountId]/route.ts'
import { POST as add, GET as list } from '@/app/api/v1/accounts/route.ts'
import { GET as me } from '@/app/api/v1/me/route.ts'
import { createAccount } from '@/lib/server/accounts/create-account.ts'
import { closeDatabase, db } from '@/lib/server/db.ts'
import { roles } from '@/lib/server/session/roles.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const HOST = 'xa.example.vn'
const PASSWORD = 'mat-khau-thu-01'
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0'
const own = { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }

let commune: MadeCommune
let neighbour: MadeCommune
const cookies = new Map<string, string>()
const ids = new Map<string, string>()
let foreignId = ''

const request = (method: string, cookie: string | undefined, body?: unknown, headers: Record<string, string> = own) =>
  new Request(`http://${HOST}/api/v1/accounts`, {
    method,
    headers: {
      host: HOST,
      'user-agent': BROWSER,
      ...(cookie === undefined ? {} : { cookie }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json', ...headers }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  })
const on = (accountId: string) => ({ params: Promise.resolve({ accountId }) })
const tryPassword = (email: string, password: string) => signIn(request('POST', undefined, { email, password }), undefined)
const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
const enter = async (email: string, password: string) => cookieOf(await tryPassword(email, password))
type Refused = { error: { code: string; issues: { path: string; message: string }[] } }
const issuesOf = async (answer: Response) => ((await answer.json()) as Refused).error.issues
const readMe = async (cookie: string) => (await me(request('GET', cookie), undefined)).status

beforeAll(async () => {
  commune = await makeCommune({ 'A-TYT': 'health-station' })
  neighbour = await makeCommune({ 'B-TYT': 'health-station' })
  for (const role of roles) {
    const email = `${role}-${randomUUID()}@example.vn`
    const place =
      role === 'province'
        ? { provinceCode: '33' }
        : { communeId: commune.scope.communeId, ...(role === 'unit' ? { unitCode: 'A-TYT' } : {}) }
    ids.set(role, (await createAccount({ email, name: role, role, password: PASSWORD, demo: true, ...place })).id)
    cookies.set(role, await enter(email, PASSWORD))
  }
  const email = `foreign-${randomUUID()}@example.vn`
  const { communeId } = neighbour.scope
  foreignId = (await createAccount({ email, name: 'Người xã bên', role: 'leader', communeId, password: PASSWORD, demo: true })).id
})
afterAll(closeDatabase)

test('every route of accounts is tried here', () => {
  const files = ['account', 'accounts'].flatMap((folder) =>
    readdirSync(`app/api/v1/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('route.ts'))
      .map((file) => `${folder}/${file}`),
  )
  expect(files.sort()).toEqual([
    'account/password/route.ts',
    'account/sessions/[sessionId]/route.ts',
    'account/sessions/route.ts',
    'accounts/[accountId]/route.ts',
    'accounts/route.ts',
  ])
})

describe('accounts of the commune', () => {
  test.each([null, ...roles])('%s', async (role) => {
    const cookie = role === null ? undefined : cookies.get(role)
    const expected = (status: number) => (role === null ? 401 : role === 'officer' ? status : 404)
    const listed = await list(request('GET', cookie), undefined)
    expect(listed.status).toBe(expected(200))
    const text = await listed.text()
    expect(text).not.toContain(foreignId)
    expect(text.includes(ids.get('leader') ?? '-')).toBe(role === 'officer')
    expect((await add(request('POST', cookie, {}), undefined)).status).toBe(expected(422))
    expect((await act(request('POST', cookie, { act: 'burn' }), on(ids.get('leader') ?? ''))).status).toBe(expected(422))
    // Another commune's account and one that never was are answered alike.
    const answers = [await act(request('POST', cookie, { act: 'disable' }), on(foreignId))]
    answers.push(await act(request('POST', cookie, { act: 'disable' }), on('never-was')))
    expect(answers.map(({ status }) => status)).toEqual([expected(404), expected(404)])
    expect(await answers[0]?.text()).toBe(await answers[1]?.text())
  })

  test('are changed from a page of ours alone', async () => {
    const officer = cookies.get('officer')
    const leader = ids.get('leader') ?? ''
    for (const [headers, status] of [
      [{}, 403],
      [{ origin: 'https://evil.example' }, 403],
      [{ ...own, 'sec-fetch-site': 'cross-site' }, 403],
      [{ ...own, 'content-type': 'text/plain' }, 415],
    ] as const) {
      expect((await add(request('POST', officer, {}, headers), undefined)).status).toBe(status)
      expect((await act(request('POST', officer, { act: 'disable' }, headers), on(leader))).status).toBe(status)
      expect(
        (await changePassword(request('POST', officer, { old: PASSWORD, password: 'mat-khau-moi-02' }, headers), undefined)).status,
      ).toBe(status)
      const gone = { params: Promise.resolve({ sessionId: 'none' }) }
      expect((await endSession(request('DELETE', officer, {}, headers), gone)).status).toBe(status)
    }
    expect(await readMe(cookies.get('leader') ?? '')).toBe(200)
  })

  test('what is wrong with a new one is said by field', async () => {
    const officer = cookies.get('officer')
    const tryAdd = async (body: unknown) => issuesOf(await add(request('POST', officer, body), undefined))
    const account = { email: 'x@example.vn', name: 'Ai đó', role: 'leader', unitCode: '' }
    expect(await tryAdd({ ...account, email: 'không phải' })).toEqual([{ path: 'email', message: 'not-valid' }])
    expect(await tryAdd({ ...account, name: ' ' })).toEqual([{ path: 'name', message: 'not-valid' }])
    expect(await tryAdd({ ...account, role: 'province' })).toEqual([{ path: 'role', message: 'not-valid' }])
    expect(await tryAdd({ ...account, role: 'unit' })).toEqual([{ path: 'unitCode', message: 'unit-with-role' }])
    expect(await tryAdd({ ...account, unitCode: 'A-TYT' })).toEqual([{ path: 'unitCode', message: 'unit-with-role' }])
    const taken = await db().user.findUniqueOrThrow({ where: { id: foreignId }, select: { email: true } })
    expect(await tryAdd({ ...account, email: taken.email })).toEqual([{ path: 'email', message: 'address-taken' }])
    const itself = await act(request('POST', officer, { act: 'disable' }), on(ids.get('officer') ?? ''))
    expect([itself.status, await issuesOf(itself)]).toEqual([409, [{ path: '', message: 'own-account' }]])
  })
})

describe('from the first password to the last session', () => {
  const email = `moi-${randomUUID()}@example.vn`
  const FRESH = 'mật khẩu của tôi'
  let first = ''
  let id = ''

  test('the officer makes the account, and its first password opens nothing but its change', async () => {
    const answer = await add(request('POST', cookies.get('officer'), { email, name: 'Trạm', role: 'unit', unitCode: 'A-TYT' }), undefined)
    expect(answer.status).toBe(201)
    ;({ id, password: first } = (await answer.json()) as { id: string; password: string })
    const cookie = await enter(email, first)
    const refused = await me(request('GET', cookie), undefined)
    expect([refused.status, await issuesOf(refused)]).toEqual([403, [{ path: 'password', message: 'first-password' }]])
    expect((await sessions(request('GET', cookie), undefined)).status).toBe(403)
    expect((await list(request('GET', cookie), undefined)).status).toBe(403)
    const leaving = await enter(email, first)
    expect((await signOut(request('POST', leaving, {}), undefined)).status).toBe(200)
    expect((await changePassword(request('POST', leaving, { old: first, password: FRESH }), undefined)).status).toBe(401)
  })

  test('what is wrong with the change is said by field, and a signed-out form is told so', async () => {
    const cookie = await enter(email, first)
    const change = (old: string, password: string, who: string | undefined = cookie) =>
      changePassword(request('POST', who, { old, password }), undefined)
    expect(await issuesOf(await change('sai', FRESH))).toEqual([{ path: 'old', message: 'password-wrong' }])
    expect(await issuesOf(await change(first, 'ngắn'))).toEqual([{ path: 'password', message: 'password-not-possible' }])
    expect(await issuesOf(await change(first, first))).toEqual([{ path: 'password', message: 'password-not-possible' }])
    expect((await changePassword(request('POST', cookie, { password: FRESH }), undefined)).status).toBe(400)
    expect((await changePassword(request('POST', undefined, { old: first, password: FRESH }), undefined)).status).toBe(401)
  })

  test('the change ends every session and opens a fresh one at once', async () => {
    const [cookie, elsewhere] = [await enter(email, first), await enter(email, first)]
    const changed = await changePassword(request('POST', cookie, { old: first, password: FRESH }), undefined)
    expect([changed.status, await changed.json()]).toEqual([200, { location: '/staff' }])
    expect(changed.headers.get('cache-control')).toBe('no-store')
    expect([await readMe(cookie), await readMe(elsewhere), await readMe(cookieOf(changed))]).toEqual([401, 401, 200])
    expect(cookieOf(changed)).not.toBe(cookie)
  })

  test('a password of Vietnamese letters is taken composed and in pieces', async () => {
    expect((await tryPassword(email, FRESH.normalize('NFD'))).status).toBe(200)
    const cookie = await enter(email, FRESH)
    const again = await changePassword(
      request('POST', cookie, { old: FRESH.normalize('NFD'), password: 'mật khẩu thứ hai'.normalize('NFD') }),
      undefined,
    )
    expect(again.status).toBe(200)
    expect((await tryPassword(email, 'mật khẩu thứ hai'.normalize('NFC'))).status).toBe(200)
    expect((await tryPassword(email, 'mat khau thu hai')).status).toBe(401)
  })

  test('sessions are listed without their tokens, the one at hand is marked, another one is ended, somebody else’s is not there', async () => {
    await db().session.deleteMany({ where: { userId: id } })
    const [here, elsewhere] = [await enter(email, 'mật khẩu thứ hai'), await enter(email, 'mật khẩu thứ hai')]
    const read = async () =>
      ((await (await sessions(request('GET', here), undefined)).json()) as { sessions: { id: string; current: boolean; device: string }[] })
        .sessions
    const listed = await read()
    expect(listed.map(({ current }) => current).sort()).toEqual([false, true])
    expect(listed.map(({ device }) => device)).toEqual([BROWSER, BROWSER])
    for (const { token } of await db().session.findMany({ where: { userId: id }, select: { token: true } }))
      expect(JSON.stringify(listed)).not.toContain(token)
    const other = listed.find(({ current }) => !current)?.id ?? ''
    const end = (cookie: string | undefined) => endSession(request('DELETE', cookie, {}), { params: Promise.resolve({ sessionId: other }) })
    expect((await end(undefined)).status).toBe(401)
    for (const role of roles) expect((await end(cookies.get(role))).status).toBe(404)
    expect(await readMe(elsewhere)).toBe(200)
    expect((await end(here)).status).toBe(200)
    expect([await readMe(elsewhere), await readMe(here)]).toEqual([401, 200])
    expect(await read()).toHaveLength(1)
  })

  test('disabling is felt within a second by a session that keeps asking; enabling lets in again', async () => {
    const cookie = await enter(email, 'mật khẩu thứ hai')
    expect(await readMe(cookie)).toBe(200)
    const officer = cookies.get('officer')
    const started = performance.now()
    expect((await act(request('POST', officer, { act: 'disable' }), on(id))).status).toBe(200)
    expect(await readMe(cookie)).toBe(401)
    expect(performance.now() - started).toBeLessThan(1_000)
    expect((await tryPassword(email, 'mật khẩu thứ hai')).status).toBe(403)
    expect((await act(request('POST', officer, { act: 'enable' }), on(id))).status).toBe(200)
    expect((await tryPassword(email, 'mật khẩu thứ hai')).status).toBe(200)
  })

  test('a reset gives a password once, to be changed again; ending sessions ends all', async () => {
    const officer = cookies.get('officer')
    const cookie = await enter(email, 'mật khẩu thứ hai')
    expect((await act(request('POST', officer, { act: 'end-sessions' }), on(id))).status).toBe(200)
    expect(await readMe(cookie)).toBe(401)
    const { password } = (await (await act(request('POST', officer, { act: 'reset-password' }), on(id))).json()) as { password: string }
    expect((await tryPassword(email, 'mật khẩu thứ hai')).status).toBe(401)
    expect(await readMe(await enter(email, password))).toBe(403)
    expect(await (await list(request('GET', officer), undefined)).text()).not.toContain(password)
  })
})
