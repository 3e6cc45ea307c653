// npm run bench:staff: how long readers of staff pages wait, with many answers behind them. Loads a commune through the import, takes the
// snapshot, and has concurrent readers ask the built application for commune, unit and wave pages and the two JSON APIs; beside it, in the
// same run, a bare node:http server that answers as many bytes.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { closeDatabase } from '@/lib/server/db.ts'
import { openForScript } from '../database.mjs'
import { startApplication } from '../support/start-application.mjs'
import { Connection } from './load-generator.ts'
import { loadLargeCommune } from './load-large-commune.ts'

const { values: options } = parseArgs({
  options: {
    responses: { type: 'string', default: '200000' },
    readers: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '5' },
    /** Pause of a reader between two pages; 0 = none, the most that twenty can ask. */
    pause: { type: 'string', default: '0' },
  },
})
const readers = Math.min(200, Math.max(1, Number(options.readers)))
const milliseconds = Math.min(60, Number(options.seconds)) * 1000
const pause = Math.max(0, Number(options.pause)) * 1000
const MOST_P95_MS = 150
const MOST_SNAPSHOT_SECONDS = 10
const WARM_UP_MS = 1000
const failed: string[] = []

const application = await startApplication('bench-staff')
// Whatever goes wrong from here on, what was started is ended.
process.once('uncaughtException', (error) => {
  console.error(error)
  void application.remove().finally(() => process.exit(1))
})
process.env['DATA_DIR'] = application.home
const database = await openForScript()
const commune = await loadLargeCommune(Number(options.responses), application.password)
const count = commune.responses.toLocaleString('en')
console.log(
  `${count} responses brought in in ${commune.loadSeconds.toFixed(1)} s; their snapshot took ${commune.snapshotSeconds.toFixed(2)} s`,
)

async function signIn(email: string): Promise<string> {
  const response = await fetch(`${application.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: application.url },
    body: JSON.stringify({ email, password: application.password }),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`${email} cannot sign in: ${response.status}`)
  return cookie
}

const staticServer = fork(fileURLToPath(new URL('static-server.ts', import.meta.url)), [], { execArgv: ['--import', 'tsx'] })
const staticPort = await new Promise<number>((resolve, reject) => {
  staticServer.once('message', (message: { port: number }) => resolve(message.port))
  staticServer.once('exit', (code) => reject(new Error(`the static server ended (${code})`)))
})

/** Waiting times in milliseconds, sorted, of readers who ask for one page again and again. The first second is not counted. */
async function waits(port: number, path: string, cookie: string): Promise<readonly number[]> {
  const from = performance.now()
  const found: number[] = []
  const reader = async (number: number) => {
    const connection = new Connection(port)
    // Readers do not all begin at once.
    await new Promise((resolve) => setTimeout(resolve, (pause * number) / readers))
    for (let asked = performance.now(); asked < from + WARM_UP_MS + milliseconds; asked = performance.now()) {
      const { status } = await connection.get(path, cookie)
      const now = performance.now()
      if (status !== 200) failed.push(`${path} answered ${status} after ${(now - asked).toFixed(0)} ms`)
      else if (asked >= from + WARM_UP_MS) found.push(now - asked)
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: readers }, (_, number) => reader(number)))
  return found.sort((a, b) => a - b)
}
const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const [officer, unit] = [await signIn(commune.officer), await signIn(commune.unit)]
const pages = [
  ['/staff/commune', officer],
  ['/staff/unit', unit],
  ['/staff/waves', officer],
  ['/staff/waves/2024', officer],
  ['/staff/waves/2024/quality', officer],
  [`/api/v1/communes/${commune.code}/comparison?from=2023&to=2024`, officer],
  ['/api/v1/units/CT-TYT/scores?wave=2024', unit],
] as const

console.log(
  `${readers} readers at once, ${milliseconds / 1000} s a page, ${pause > 0 ? `a page every ${pause / 1000} s each` : 'without pause'}`,
)
console.log('page   KB   answers/s   p50 ms   p95 ms   bare p50 ms   bare p95 ms   p95 : bare p95')
let worst = 0
for (const [path, cookie] of pages) {
  const one = await new Connection(application.port).get(path, cookie)
  const length = one.body.length
  const own = await waits(application.port, path, cookie)
  const bare = await waits(staticPort, `/${length}`, '')
  const [p95, bareP95] = [quantile(own, 0.95), quantile(bare, 0.95)]
  worst = Math.max(worst, p95)
  const times = [quantile(own, 0.5), p95, quantile(bare, 0.5), bareP95].map((ms) => ms.toFixed(1)).join('   ')
  console.log(
    `${path}   ${(length / 1024).toFixed(0)}   ${((own.length * 1000) / milliseconds).toFixed(0)}   ${times}   ${(p95 / bareP95).toFixed(1)}`,
  )
}
for (const line of new Set(failed.map((text) => text.replace(/ after .*/, ''))))
  console.log(`${line}: ${failed.filter((text) => text.startsWith(line)).length} times`)
const met = failed.length === 0 && worst < MOST_P95_MS && commune.snapshotSeconds < MOST_SNAPSHOT_SECONDS
console.log(
  `bars p95 < ${MOST_P95_MS} ms, snapshot < ${MOST_SNAPSHOT_SECONDS} s: ${met ? 'met' : 'NOT met'} (worst p95 ${worst.toFixed(0)} ms, snapshot ${commune.snapshotSeconds.toFixed(1)} s)`,
)

staticServer.removeAllListeners('exit')
staticServer.disconnect()
await closeDatabase()
await database.close()
await application.remove()
process.exit(met ? 0 : 1)
