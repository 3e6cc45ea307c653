import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST as signIn } from '@/app/api/auth/sign-in/email/route.ts'
import { POST as signOut } from '@/app/api/auth/sign-out/route.ts'
import { GET as me } from '@/app/api/v1/me/route.ts'
import { createAccount, type NewAccount } from '@/lib/server/accounts/create-account.ts'
import { disableAccount } from '@/lib/server/accounts/disable-account.ts'
import { setPassword } from '@/lib/server/accounts/set-password.ts'
import { closeDatabase, db, pool } from '@/lib/server/db.ts'
import type { Role } from '@/lib/server/session/roles.ts'
import { claimSignInAttempt, forgetSignInAttempts } from '@/lib/server/session/sign-in-attempts.ts'
import { staffOf } from '@/lib/server/session/staff.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const PASSWORD = 'mat-khau-thu-01'
const HOST = 'xa.example.vn'
const SIGN_IN = `http://${HOST}/api/auth/sign-in/email`

let commune: MadeCommune
let number = 0

const nextEmail = () => {
  number += 1
  return `staff-${process.pid}-${number}@example.vn`
}
const makeAccount = async (account: Partial<NewAccount> = {}): Promise<string> => {
  const email = nextEmail()
  await createAccount({ email, name: 'Người thử', role: 'officer', communeId: commune.scope.communeId, password: PASSWORD, ...account })
  return email
}

/** An account like makeAccount's, without the slow hashing of its password: that of the first account is copied. */
let hash: string
const newAccount = async (more: { role?: Role; unitCode?: string } = {}): Promise<string> => {
  const [email, id] = [nextEmail(), randomUUID()]
  await db().user.create({
    data: {
      id,
      email,
      name: 'Người thử',
      role: 'officer',
      communeId: commune.scope.communeId,
      ...more,
      accounts: { create: { id: randomUUID(), accountId: id, providerId: 'credential', password: hash } },
    },
  })
  return email
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  new Request(url, {
    method: 'POST',
    headers: { host: HOST, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const trySignIn = (email: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  signIn(post(SIGN_IN, { email, password }, headers), undefined)
const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { error: { code: string } }).error.code
const get = (handler: typeof me, cookie: string) => handler(new Request(`http://${HOST}/api/v1/me`, { headers: { cookie } }), undefined)

beforeAll(async () => {
  commune = await makeCommune({ 'S-TYT': 'health-station', 'S-TH1': 'primary-school' })
  const email = await makeAccount()
  const account = await db().account.findFirstOrThrow({ where: { user: { email } }, select: { password: true } })
  hash = account.password ?? ''
})
afterAll(closeDatabase)

describe('signing in', () => {
  test('gives a session in a cookie that scripts cannot read, and no token in the body', async () => {
    const email = await newAccount()
    const answer = await trySignIn(email)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const [cookie] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^dan-cham-session=\S+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await answer.json()).toEqual({ user: { name: 'Người thử', email, role: 'officer' } })
    expect((await get(me, cookieOf(answer))).status).toBe(200)
  })

  test('takes an address in any case', async () => {
    const email = await newAccount()
    expect((await trySignIn(email.toUpperCase())).status).toBe(200)
  })

  test('an unknown address, an address that is none and a wrong password get one and the same answer', async () => {
    const email = await newAccount()
    const answers = [
      await trySignIn(email, 'sai-mat-khau-1'),
      await trySignIn(`nobody-${email}`),
      await trySignIn(`not an address ${number}`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(bodies).size).toBe(1)
    expect(answers.flatMap((answer) => answer.headers.getSetCookie())).toEqual([])
  })

  test('a session made before is not taken over: the cookie sent along is not the cookie given', async () => {
    const email = await newAccount()
    const planted = 'dan-cham-session=planted.by-somebody-else'
    const answer = await trySignIn(email, PASSWORD, { cookie: planted })
    expect(cookieOf(answer)).not.toBe(planted)
    expect((await get(me, planted)).status).toBe(401)
  })

  test('a hundred guesses at one account at once: at most ten are tried, the rest is told to wait', async () => {
    const email = await newAccount()
    const answers = await Promise.all(Array.from({ length: 100 }, (_, guess) => trySignIn(email, `sai-mat-khau-${guess}`)))
    const tried = answers.filter(({ status }) => status === 401).length
    expect(tried).toBeGreaterThan(0)
    expect(tried).toBeLessThanOrEqual(10)
    const waiting = answers.find(({ status }) => status === 429)
    const body = (await waiting?.json()) as { error: { code: string; issues: { path: string; message: string }[] } }
    expect(body.error.code).toBe('TOO_MANY')
    expect(Number(body.error.issues[0]?.message)).toBeGreaterThan(0)
  })

  test('eight attempts are free, then each costs a wait that doubles up to five minutes and is forgotten after a quiet hour', async () => {
    const email = nextEmail()
    let now = Date.now()
    for (let free = 0; free < 8; free++) expect(await claimSignInAttempt(email, now)).toBeNull()
    for (const wait of [5, 10, 20, 40, 80, 160, 300, 300]) {
      expect(await claimSignInAttempt(email, now)).toBe(wait)
      expect(await claimSignInAttempt(email, now + wait * 1000 - 1)).toBe(1)
      now += wait * 1000
      expect(await claimSignInAttempt(email, now)).toBeNull()
    }
    now += 61 * 60 * 1000
    for (let free = 0; free < 8; free++) expect(await claimSignInAttempt(email, now)).toBeNull()
    expect(await claimSignInAttempt(email, now)).toBe(5)
    await forgetSignInAttempts(email)
    expect(await claimSignInAttempt(email, now)).toBeNull()
  })

  test('guesses at an address that has no account are counted and told in the same way', async () => {
    const email = `ghost-${process.pid}@example.vn`
    const answers = []
    for (let guess = 0; guess < 12; guess++) answers.push((await trySignIn(email, `sai-mat-khau-${guess}`)).status)
    expect(answers.slice(0, 8)).toEqual(Array(8).fill(401))
    expect(answers.at(-1)).toBe(429)
  })

  test('forty people behind one address sign in in the same second: all get in', async () => {
    const emails = []
    for (let person = 0; person < 40; person++) emails.push(await newAccount())
    const answers = await Promise.all(emails.map((email) => trySignIn(email, PASSWORD, { 'x-forwarded-for': '203.0.113.7' })))
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200))
  }, 120_000)

  test('a right password ends the count', async () => {
    const email = await newAccount()
    for (let guess = 0; guess < 6; guess++) expect((await trySignIn(email, 'sai-mat-khau-1')).status).toBe(401)
    expect((await trySignIn(email)).status).toBe(200)
    for (let guess = 0; guess < 6; guess++) expect((await trySignIn(email, 'sai-mat-khau-1')).status).toBe(401)
  })

  test('the table of attempts holds no address', async () => {
    const email = await newAccount()
    await trySignIn(email, 'sai-mat-khau-1')
    const { rows } = await pool().query<{ key: string }>('select key from "rateLimit"')
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ key }) => key.includes('@') || key.includes(email))).toEqual([])
  })
})

describe('a write that is not from a page of ours is refused', () => {
  test.each([
    {
      what: 'a form of another site',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
      status: 415,
    },
    { what: 'text/plain with JSON inside', headers: { 'content-type': 'text/plain' }, status: 415 },
    { what: 'another origin', headers: { origin: 'https://evil.example' }, status: 403 },
    { what: 'a null origin', headers: { origin: 'null' }, status: 403 },
    { what: 'a cross-site fetch', headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
    { what: 'a neighbour on the same site', headers: { 'sec-fetch-site': 'same-site' }, status: 403 },
  ])('$what: $status', async ({ headers, status }) => {
    const email = await newAccount()
    expect((await trySignIn(email, PASSWORD, headers)).status).toBe(status)
    const cookie = cookieOf(await trySignIn(email))
    const answer = await signOut(post(`http://${HOST}/api/auth/sign-out`, {}, { cookie, ...headers }), undefined)
    expect(answer.status).toBe(status)
    expect((await get(me, cookie)).status).toBe(200)
  })

  test('signing out with neither Origin nor Sec-Fetch-Site is refused too: a cookie is at stake', async () => {
    const cookie = cookieOf(await trySignIn(await newAccount()))
    expect((await signOut(post(`http://${HOST}/api/auth/sign-out`, {}, { cookie }), undefined)).status).toBe(403)
    expect((await get(me, cookie)).status).toBe(200)
  })

  test('from our own page it passes, and the session is over', async () => {
    const cookie = cookieOf(await trySignIn(await newAccount(), PASSWORD, { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }))
    expect((await signOut(post(`http://${HOST}/api/auth/sign-out`, {}, { cookie, origin: `http://${HOST}` }), undefined)).status).toBe(200)
    expect((await get(me, cookie)).status).toBe(401)
  })

  test('a body that is no JSON, or misses a field, or is far too long, is the sender’s fault', async () => {
    expect(await codeOf(await signIn(post(SIGN_IN, '{'), undefined))).toBe('BAD_REQUEST')
    expect(await codeOf(await signIn(post(SIGN_IN, { email: 'a@b.vn' }), undefined))).toBe('BAD_REQUEST')
    expect(await codeOf(await signIn(post(SIGN_IN, { email: 'a@b.vn', password: 'x'.repeat(10_000) }), undefined))).toBe('TOO_LARGE')
  })
})

describe('an account', () => {
  test('that is disabled is out at once, and its right password is told so', async () => {
    const email = await newAccount()
    const cookie = cookieOf(await trySignIn(email))
    expect((await get(me, cookie)).status).toBe(200)
    expect(await disableAccount(email)).toBe(true)
    expect((await get(me, cookie)).status).toBe(401)
    expect(await codeOf(await trySignIn(email))).toBe('NOT_ALLOWED')
    expect(await codeOf(await trySignIn(email, 'sai-mat-khau-1'))).toBe('NOT_SIGNED_IN')
  })

  test('with a new password loses its sessions and its old password', async () => {
    const email = await newAccount()
    const cookie = cookieOf(await trySignIn(email))
    expect(await setPassword(email, 'mat-khau-moi-02')).toBe(true)
    expect((await get(me, cookie)).status).toBe(401)
    expect((await trySignIn(email)).status).toBe(401)
    expect((await trySignIn(email, 'mat-khau-moi-02')).status).toBe(200)
    expect(await setPassword('nobody@example.vn', 'mat-khau-moi-02')).toBe(false)
  })

  test('whose role was taken away, or whose unit is gone, reads nothing', async () => {
    const email = await newAccount({ role: 'unit', unitCode: 'S-TYT' })
    const cookie = cookieOf(await trySignIn(email))
    expect(await staffOf(new Headers({ cookie }))).toMatchObject({ role: 'unit', unit: { code: 'S-TYT', kind: 'health-station' } })
    await db().user.update({ where: { email }, data: { unitCode: 'S-GONE' } })
    expect(await staffOf(new Headers({ cookie }))).toBeNull()
    await db().user.update({ where: { email }, data: { unitCode: 'S-TYT', role: 'admin' } })
    expect(await staffOf(new Headers({ cookie }))).toBeNull()
  })

  test.each([
    ['a unit account without a unit', { role: 'unit' }],
    ['a unit of an officer', { unitCode: 'S-TYT' }],
    ['a province account with a commune', { role: 'province', provinceCode: '33' }],
    ['a province of an officer', { provinceCode: '33' }],
    ['a short password', { password: 'ngan' }],
    ['a role that is none', { role: 'admin' }],
  ] as const)('is not made with %s', async (_, account) => {
    await expect(makeAccount(account as Partial<NewAccount>)).rejects.toThrow()
  })

  test('is made once: the same address again is refused', async () => {
    const email = await newAccount()
    await expect(makeAccount({ email: email.toUpperCase() })).rejects.toThrow()
  })

  test('must change its first password, a demo account need not', async () => {
    const [first, demo] = [await makeAccount(), await makeAccount({ demo: true })]
    const users = await db().user.findMany({ where: { email: { in: [first, demo] } }, select: { email: true, mustChangePassword: true } })
    expect(users.find(({ email }) => email === first)?.mustChangePassword).toBe(true)
    expect(users.find(({ email }) => email === demo)?.mustChangePassword).toBe(false)
  })
})
