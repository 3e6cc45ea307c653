import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { openDatabase } from '../../scripts/database.mjs'
import { findFreePort } from '../../scripts/support/free-port.mjs'
import { isSameProcess, startTimeOf } from '../../scripts/support/processes.mjs'
import { type RunningApplication, runStart, startApplication } from '../../scripts/support/start-application.mjs'
import { makeTemporaryDataDir } from '../../scripts/support/temporary-data-dir.mjs'

// What `npm start` promises beyond serving: restart, end, recovery, and one sentence for each reason not to start.

test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)

let application: RunningApplication

type Ended = { readonly code: number | string; readonly out: string; readonly err: string }

/** Runs a start that must not succeed. */
const startInVain = (env: Record<string, string>, args: string[] = []): Promise<Ended> =>
  runStart(env, args).then(
    async (start) => {
      await start.stop()
      throw new Error('it started')
    },
    (ended: Ended) => ended,
  )

const oneSentence = ({ code, err }: Ended): string => {
  expect(code).toBe(1)
  expect(err.trim().split('\n')).toHaveLength(1)
  return err.trim()
}

const processes = () => {
  const web = (JSON.parse(readFileSync(join(application.home, `web-${application.port}.json`), 'utf8')) as { web: { pid: number } }).web.pid
  const postmaster = Number(readFileSync(join(application.home, 'data/postmaster.pid'), 'utf8').split('\n', 1)[0])
  return [web, postmaster].map((pid) => ({ pid, startTime: startTimeOf(pid) }))
}

const areRunning = (found: ReturnType<typeof processes>) => found.map(({ pid, startTime }) => isSameProcess(pid, startTime))

const again = async () => {
  application = await startApplication('start', application)
}

test.beforeAll(async () => {
  application = await startApplication('start')
})

test.afterAll(async () => {
  await application?.remove()
})

test('the first start prints a QR code for each of the five instruments, the sign-in, the accounts and the password', () => {
  const { out } = application.output
  expect(out.match(/\/k\/[0-9a-z]{10}\s+BẢN THỬ/g)).toHaveLength(5)
  expect(out.match(/█▀▀▀▀▀█|▄▄▄▄▄/g)?.length ?? 0).toBeGreaterThan(5)
  expect(out).toContain('/staff/sign-in')
  for (const name of ['officer', 'leader', 'front', 'health', 'school1', 'school2', 'onestop', 'enumerator', 'province'])
    expect(out).toContain(`${name}@demo.local`)
  expect(out).toContain(application.password)
})

test('healthz answers 200, is not stored and says no more than it must', async ({ request }) => {
  const reply = await request.get(`${application.url}/healthz`)
  expect(reply.status()).toBe(200)
  expect(reply.headers()['cache-control']).toBe('no-store')
  expect(await reply.json()).toEqual({ status: 'ok' })
})

test('a second start of the same folder and port is refused in one sentence and leaves the first alone', async ({ request }) => {
  const ended = await startInVain({ DATA_DIR: application.home, PORT: String(application.port) })
  expect(oneSentence(ended)).toMatch(/^Dân Chấm already runs on port \d+ \(process \d+\)/)
  expect((await request.get(`${application.url}/healthz`)).status()).toBe(200)
})

test('SIGTERM ends start, web and database, with exit code 0', async () => {
  const found = processes()
  expect(areRunning(found)).toEqual([true, true])
  expect(await application.stop('SIGTERM')).toBe(0)
  expect(areRunning(found)).toEqual([false, false])
})

test('the second start keeps data and build, is up within seconds and prints no password', async ({ request }) => {
  const from = performance.now()
  await again()
  const seconds = (performance.now() - from) / 1000
  console.log(`second start: ${seconds.toFixed(1)} s`)
  expect(seconds).toBeLessThan(20)
  expect(application.output.out).not.toMatch(/Building|Loading|one password for all/)
  expect((await request.get(`${application.url}/healthz`)).status()).toBe(200)
})

test('after kill -9 of start the next one ends the orphan and goes on with the data', async ({ request }) => {
  const found = processes()
  expect(await application.stop('SIGKILL')).toBe('SIGKILL')
  await again()
  expect(areRunning(found)[0]).toBe(false)
  expect((await request.get(`${application.url}/healthz`)).status()).toBe(200)
})

for (const [name, index] of [
  ['web', 0],
  ['database', 1],
] as const)
  test(`after kill -9 of the ${name} it is started again by itself`, async ({ request }) => {
    const victim = processes()[index]
    if (!victim) throw new Error('nothing to kill')
    process.kill(victim.pid, 'SIGKILL')
    await expect.poll(async () => processes()[index]?.pid !== victim.pid, { timeout: 60_000 }).toBe(true)
    await expect
      .poll(async () => (await request.get(`${application.url}/healthz`).catch(() => undefined))?.status(), { timeout: 60_000 })
      .toBe(200)
  })

test('--empty sets up a real commune, whose public address the next start still knows', async () => {
  const home = makeTemporaryDataDir('empty')
  const env = { DATA_DIR: home, PORT: String(await findFreePort()) }
  const facts = { name: 'Xã Thử', code: '12345', 'province-code': '33', 'province-name': 'Hưng Yên', email: 'canbo@example.vn' }
  const flags = Object.entries({ ...facts, 'public-url': 'https://xa.example.vn' }).flatMap(([name, value]) => [`--${name}`, value])
  const first = await runStart(env, ['--empty', ...flags])
  expect(await first.stop()).toBe(0)
  expect(first.output.out.match(/^https:\/\/xa\.example\.vn\/k\/[0-9a-z]{10}$/gm)).toHaveLength(5)
  expect(first.output.out).toContain('canbo@example.vn')
  expect(first.output.out).not.toMatch(/BẢN THỬ|demo\.local/)
  const second = await runStart(env)
  expect(await second.stop()).toBe(0)
  expect(second.output.out.match(/^https:\/\/xa\.example\.vn\/k\/[0-9a-z]{10}$/gm)).toHaveLength(5)
  expect(second.output.out).not.toMatch(/Loading|demo\.local/)
  expect(oneSentence(await startInVain(env, ['--empty', ...flags]))).toMatch(/^The database already holds a commune/)
  rmSync(home, { recursive: true })
})

test('a database with a newer schema is refused in one sentence', async () => {
  expect(await application.stop()).toBe(0)
  process.env['DATA_DIR'] = application.home
  const record = `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ('x', 'x', '29990101000000_later', now(), 1)`
  const alter = async (sql: string) => {
    const database = await openDatabase().catch(() => undefined)
    if (!database) throw new Error('the database does not open')
    const client = new pg.Client(database.ownerUrl)
    await client.connect()
    await client.query(sql)
    await client.end()
    await database.close()
  }
  await alter(record)
  expect(oneSentence(await startInVain({ DATA_DIR: application.home, PORT: String(application.port) }))).toMatch(
    /^The database has the newer schema "29990101000000_later"/,
  )
})

test('a port that another program holds is refused in one sentence, before anything is started', async () => {
  const home = makeTemporaryDataDir('taken')
  const port = await findFreePort()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
  const ended = await startInVain({ DATA_DIR: home, PORT: String(port) })
  await new Promise((resolve) => other.close(resolve))
  rmSync(home, { recursive: true })
  expect(oneSentence(ended)).toBe(`Port ${port} is taken by another program: end that program or set PORT.`)
})

test('a database that does not answer is refused in one sentence that holds no password', async () => {
  const home = makeTemporaryDataDir('away')
  const port = await findFreePort()
  const ended = await startInVain({
    DATA_DIR: home,
    PORT: String(port),
    DATABASE_URL: 'postgresql://somebody:secret-word@127.0.0.1:1/nothing',
  })
  rmSync(home, { recursive: true })
  expect(oneSentence(ended)).toMatch(/^The database does not answer \(ECONNREFUSED\)/)
  expect(ended.out + ended.err).not.toContain('secret-word')
})

test('a wrong flag, a wrong PORT and a PUBLIC_URL without https are refused in one sentence', async () => {
  expect(oneSentence(await startInVain({}, ['--demon']))).toMatch(/^Unknown option '--demon'/)
  expect(oneSentence(await startInVain({ PORT: 'three' }))).toBe('PORT "three" is not a port number.')
  expect(oneSentence(await startInVain({ PUBLIC_URL: 'http://xa.example.vn' }))).toMatch(/is not an https address/)
  expect(oneSentence(await startInVain({ PORT: String(await findFreePort()) }, ['--empty', '--name', 'Xã A']))).toMatch(
    /^--empty needs --code/,
  )
})
