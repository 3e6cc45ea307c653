// npm run test:kill: web, database and the whole start are killed with SIGKILL 20 times while answers come in. Phones resend what was not
// acknowledged, under the same id, as the real page does. In the end every acknowledged answer is there, and none is there twice.
// Only processes that this program started are killed, each proved by its pid and start time.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { Connection, type Reply } from './bench/load-generator.ts'
import { submissionMaker } from './bench/make-submission.ts'
import { openDatabase } from './database.mjs'
import { readPoints } from './support/contents.mjs'
import { isSameProcess, sleep, startTimeOf } from './support/processes.mjs'
import { type RunningApplication, startApplication } from './support/start-application.mjs'

const { values: options } = parseArgs({ options: { kills: { type: 'string', default: '20' }, clients: { type: 'string', default: '20' } } })
const kills = Math.min(100, Number(options.kills))
const clients = Math.min(100, Number(options.clients))
const MOST = 200_000

let application: RunningApplication = await startApplication('kill')
const { home, port } = application
process.env['DATA_DIR'] = home

type Answer = { readonly id: string; readonly body: string; readonly code: string }
const acknowledged: Answer[] = []
const counts = { sent: 0, resent: 0, refused: 0, broken: 0, fresh: 0, same: 0 }
let running = true

const opened = await openDatabase()
const point = (await readPoints(opened)).find(({ instrument }) => instrument === 'health-station')
if (!point || !opened.superuserUrl) throw new Error('the demo has no collection point for the health station')
const { superuserUrl } = opened
const { code } = point
await opened.close()
const make = submissionMaker('health-station', '2024')

async function ask<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client(superuserUrl)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
const countStored = async () =>
  Number(
    (
      await ask<{ n: string }>(
        `select count(*) as n from response where unit_id = (select unit_id from collection_point where code = '${code}') and mode = 'poster'`,
      )
    )[0]?.n,
  )

/** Sends one answer until it is acknowledged, as a phone does: the same id and content each time. */
async function sendUntilAcknowledged(answer: Answer, slot: { connection?: Connection }): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    counts.sent += 1
    if (attempt > 0) counts.resent += 1
    let reply: Reply | undefined
    try {
      slot.connection ??= new Connection(port, 10_000)
      reply = await slot.connection.post(`/k/${answer.code}`, answer.body)
    } catch {
      counts.broken += 1
      slot.connection?.close()
      delete slot.connection
    }
    if (reply?.status === 201 || reply?.status === 200) {
      counts[reply.status === 201 ? 'fresh' : 'same'] += 1
      acknowledged.push(answer)
      return
    }
    if (reply && reply.status !== 503) throw new Error(`status ${reply.status}: ${reply.body.slice(0, 200)}`)
    if (reply) counts.refused += 1
    await sleep(50)
  }
}

async function phone(): Promise<void> {
  const slot: { connection?: Connection } = {}
  while (running && counts.sent < MOST) await sendUntilAcknowledged({ ...make(), code }, slot)
  slot.connection?.close()
}

const webPid = (): number => (JSON.parse(readFileSync(join(home, `web-${port}.json`), 'utf8')) as { web: { pid: number } }).web.pid
const postmasterPid = (): number => Number(readFileSync(join(home, 'data/postmaster.pid'), 'utf8').split('\n', 1)[0])

/** The server's own backends and helpers: the children of its postmaster. */
const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/stat`, 'utf8')
            .replace(/^.*\) /s, '')
            .split(' ')[1] === String(parent)
        )
      } catch {
        return false
      }
    })

function kill(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

async function waitUntilHealthy(): Promise<number> {
  const from = performance.now()
  for (;;) {
    const answer = await fetch(`${application.url}/healthz`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
    if (answer?.status === 200) return performance.now() - from
    if (performance.now() - from > 60_000) throw new Error(`not healthy a minute after a kill:\n${application.output.err}`)
    await sleep(50)
  }
}

const VICTIMS = {
  web: () => kill([webPid()]),
  postmaster: () => kill([postmasterPid()]),
  'every PostgreSQL process': () => {
    const pid = postmasterPid()
    kill([pid, ...childrenOf(pid)])
  },
  'the whole start (node, web, database)': async () => {
    const [start, web, postmaster] = [application.pid, webPid(), postmasterPid()]
    kill([start, web, postmaster, ...childrenOf(postmaster)])
    await application.ended
    application = await startApplication('kill', { home, port })
  },
  'npm start alone': async () => {
    const web = { pid: webPid(), startTime: startTimeOf(webPid()) }
    kill([application.pid])
    await application.ended
    application = await startApplication('kill', { home, port })
    if (isSameProcess(web.pid, web.startTime)) throw new Error('the orphaned web process was left running')
  },
} as const

const before = await countStored()
const phones = Promise.all(Array.from({ length: clients }, phone))
phones.catch(() => {})
const names = Object.keys(VICTIMS) as (keyof typeof VICTIMS)[]
try {
  for (let round = 0; round < kills; round++) {
    await Promise.race([sleep(700 + Math.random() * 1_300), phones])
    const name = names[round % names.length] ?? 'web'
    const acknowledgedBefore = acknowledged.length
    await VICTIMS[name]()
    const recovery = await waitUntilHealthy()
    console.log(
      `kill ${round + 1}: ${name}; ${acknowledgedBefore} acknowledged before; healthy again after ${(recovery / 1000).toFixed(1)} s`,
    )
  }
  await sleep(1_000)
  running = false
  await phones

  const stored = (await countStored()) - before
  const distinct = new Set(acknowledged.map(({ id }) => id)).size
  // Sent once more, each must be found as it is: 200, not 201 (was missing) and not 409 (other content).
  const again: Record<number, number> = {}
  const queue = [...acknowledged]
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const connection = new Connection(port)
      for (let answer = queue.pop(); answer; answer = queue.pop()) {
        const { status } = await connection.post(`/k/${answer.code}`, answer.body)
        again[status] = (again[status] ?? 0) + 1
      }
      connection.close()
    }),
  )
  const storedAfter = (await countStored()) - before
  console.log(`${counts.sent} sent, ${counts.resent} of them again, ${counts.broken} connections broken, ${counts.refused} answered 503`)
  console.log(
    `${acknowledged.length} acknowledged (${counts.fresh} with 201, ${counts.same} with 200 after a lost reply), ${stored} stored`,
  )
  console.log(`sent once more: ${JSON.stringify(again)}; stored afterwards: ${storedAfter}`)
  const right = distinct === acknowledged.length && stored === distinct && storedAfter === distinct && again[200] === distinct
  console.log(right ? `${kills} kills: every acknowledged answer is there, none twice` : 'WRONG: answers are missing or doubled')
  process.exitCode = right ? 0 : 1
} finally {
  running = false
  await application.remove()
}
process.exit()
