import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAccount } from '@/lib/server/accounts/add-account.ts'
import { changeOwnPassword } from '@/lib/server/accounts/change-own-password.ts'
import { listAccounts } from '@/lib/server/accounts/list-accounts.ts'
import { endSessionsOf, letInAccount, resetPassword, shutOutAccount } from '@/lib/server/accounts/manage-account.ts'
import { endOwnSession, listOwnSessions } from '@/lib/server/accounts/own-sessions.ts'
import { listAuditEvents } from '@/lib/server/audit/list-audit-events.ts'
import { closeDatabase, db } from '@/lib/server/db.ts'
import { mintScope } from '@/lib/server/scope.ts'
import { roles } from '@/lib/server/session/roles.ts'
import { signIn } from '@/lib/server/session/sign-in.ts'
import { staffOf } from '@/lib/server/session/staff.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const officer = { id: 'officer-accounts', role: 'officer' } as const
const now = Date.now()
let commune: MadeCommune
let neighbour: MadeCommune
let made: { readonly id: string; readonly password: string }
const self = () => ({ id: made.id, email: email(), role: 'unit', commune: { id: commune.scope.communeId } }) as const
const email = () => `tyt-${commune.code.toLowerCase()}@example.vn`

const cookieOf = async (address: string, password: string) => {
  const answer = await signIn({ email: address, password }, now)
  return new Headers({
    cookie: answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; '),
  })
}

beforeAll(async () => {
  commune = await makeCommune({ TYT: 'health-station' })
  neighbour = await makeCommune({ TYT: 'health-station' })
  made = await addAccount(commune.scope, officer, { email: email().toUpperCase(), name: 'Trạm y tế', role: 'unit', unitCode: 'TYT' })
})
afterAll(closeDatabase)

describe('an account made by the officer', () => {
  test('signs in with its first password and must change it', async () => {
    const headers = await cookieOf(email(), made.password)
    expect(await staffOf(headers)).toMatchObject({
      id: made.id,
      role: 'unit',
      unit: { code: 'TYT' },
      commune: { id: commune.scope.communeId },
    })
    expect(await listAccounts(commune.scope, officer, new Date())).toMatchObject([
      { email: email(), role: 'unit', disabled: false, mustChangePassword: true, sessions: 1 },
    ])
  })

  test('is refused where the address is taken, the unit is not there, or role and unit do not fit', async () => {
    const account = { email: email(), name: 'Ai đó', role: 'unit', unitCode: 'TYT' } as const
    await expect(addAccount(commune.scope, officer, account)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(addAccount(neighbour.scope, officer, account)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(addAccount(commune.scope, officer, { ...account, email: 'x@example.vn', unitCode: 'none' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(addAccount(commune.scope, officer, { email: 'x@example.vn', name: 'Ai đó', role: 'unit' })).rejects.toMatchObject({
      code: 'NOT_VALID',
    })
    await expect(addAccount(commune.scope, officer, { email: 'not an address', name: 'Ai đó', role: 'leader' })).rejects.toMatchObject({
      code: 'NOT_VALID',
    })
    expect((await listAccounts(commune.scope, officer, new Date())).length).toBe(1)
  })

  test('changes its password, and every session of it ends, the one at hand too', async () => {
    const [first, second] = [await cookieOf(email(), made.password), await cookieOf(email(), made.password)]
    const account = self()
    await expect(changeOwnPassword(account, made.password, 'short', now)).rejects.toMatchObject({ code: 'NOT_VALID' })
    await expect(changeOwnPassword(account, made.password, made.password, now)).rejects.toMatchObject({ code: 'NOT_VALID' })
    await expect(changeOwnPassword(account, 'not the old one', 'mật khẩu mới dài', now)).rejects.toMatchObject({
      code: 'NOT_VALID',
      issues: [{ path: 'old', message: 'password-wrong' }],
    })
    await changeOwnPassword(account, made.password, 'mật khẩu mới dài', now)
    expect([await staffOf(first), await staffOf(second)]).toEqual([null, null])
    await expect(signIn({ email: email(), password: made.password }, now)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    expect(await staffOf(await cookieOf(email(), 'mật khẩu mới dài'))).not.toBeNull()
    expect((await listAccounts(commune.scope, officer, new Date()))[0]?.mustChangePassword).toBe(false)
  })

  test('a hundred guesses at the old password are not all tried', async () => {
    const account = self()
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        changeOwnPassword(account, `guess number ${n}`, 'another password', now).then(
          () => 'changed',
          (error: { code: string }) => error.code,
        ),
      ),
    )
    expect(answers.filter((code) => code === 'NOT_VALID').length).toBeLessThanOrEqual(10)
    expect(answers.filter((code) => code === 'TOO_MANY').length).toBeGreaterThanOrEqual(20)
  })
})

describe('the officer', () => {
  test('resets a password: sessions and delay end, the new one must be changed', async () => {
    const headers = await cookieOf(email(), (await resetPassword(commune.scope, officer, made.id)).password)
    const { password } = await resetPassword(commune.scope, officer, made.id)
    expect(await staffOf(headers)).toBeNull()
    expect(await staffOf(await cookieOf(email(), password))).not.toBeNull()
    expect((await listAccounts(commune.scope, officer, new Date()))[0]?.mustChangePassword).toBe(true)
  })

  test('shuts an account out at its next request, and lets it in again', async () => {
    const { password } = await resetPassword(commune.scope, officer, made.id)
    const headers = await cookieOf(email(), password)
    await shutOutAccount(commune.scope, officer, made.id)
    expect(await staffOf(headers)).toBeNull()
    await expect(signIn({ email: email(), password }, now)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await letInAccount(commune.scope, officer, made.id)
    expect(await staffOf(await cookieOf(email(), password))).not.toBeNull()
    await expect(shutOutAccount(commune.scope, { id: made.id, role: 'officer' }, made.id)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('ends the sessions of an account; everybody sees and ends their own', async () => {
    const { password } = await resetPassword(commune.scope, officer, made.id)
    const [first, second] = [await cookieOf(email(), password), await cookieOf(email(), password)]
    const sessions = await listOwnSessions(made.id, new Date())
    expect(sessions).toHaveLength(2)
    const tokens = (await db().session.findMany({ where: { userId: made.id }, select: { token: true } })).map(({ token }) => token)
    for (const token of tokens) expect(JSON.stringify(sessions)).not.toContain(token)
    await expect(endOwnSession({ ...self(), id: 'somebody-else' }, sessions[0]?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await endOwnSession(self(), sessions[0]?.id ?? '')
    expect([await staffOf(first), await staffOf(second)].filter((staff) => staff === null)).toHaveLength(1)
    await endSessionsOf(commune.scope, officer, made.id)
    expect([await staffOf(first), await staffOf(second)]).toEqual([null, null])
  })

  test('of another commune finds no such account, and no other role may', async () => {
    const acts = [resetPassword, shutOutAccount, letInAccount, endSessionsOf]
    for (const act of acts) await expect(act(neighbour.scope, officer, made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await listAccounts(neighbour.scope, officer, new Date())).toEqual([])
    for (const role of roles.filter((each) => each !== 'officer'))
      for (const act of [...acts, listAccounts as (...args: never[]) => Promise<unknown>])
        await expect(
          (async () =>
            (act as (scope: unknown, actor: unknown, id: unknown) => Promise<unknown>)(commune.scope, { id: 'x', role }, made.id))(),
        ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    const oneUnit = mintScope(commune.scope.communeId, [commune.units['TYT'] ?? ''])
    await expect(listAccounts(oneUnit, officer, new Date())).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })
})

describe('the command line', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/account.ts', ...args, '--commune', commune.code], {
      encoding: 'utf8',
      env: process.env,
    })

  test('makes an account and prints its first password once', async () => {
    const address = `lanh-dao-${commune.code.toLowerCase()}@example.vn`
    const run1 = run('create', '--email', address, '--name', 'Lãnh đạo', '--role', 'leader')
    expect(run1.status, run1.stderr).toBe(0)
    const [said, password = ''] = run1.stdout.trim().split('\t')
    expect(said).toBe(address)
    expect(await staffOf(await cookieOf(address, password))).toMatchObject({ role: 'leader' })
    expect(run('reset', '--email', 'nobody@example.vn').status).toBe(2)
  })
})

test('the trail has every act on an account, by whom, and neither password nor address', async () => {
  const events = await listAuditEvents(commune.scope, 'officer')
  expect(new Set(events.map(({ action }) => action))).toEqual(
    new Set(['account.create', 'account.change', 'account.reset-password', 'account.disable', 'account.enable', 'session.revoke']),
  )
  expect(events[0]).toMatchObject({ actor: { id: 'command-line', role: 'program' }, detail: { role: 'leader' } })
  expect(JSON.stringify(events)).not.toMatch(/@|mật khẩu/)
  expect(JSON.stringify(events)).not.toContain(made.password)
})
