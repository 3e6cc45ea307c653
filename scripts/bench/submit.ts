// npm run bench:submit: acknowledged submissions per second over HTTP at 1, 20 and 100 clients, beside (a) a bare node:http server that
// does the same parse and INSERT and (b) bare INSERTs. Same PostgreSQL, same run, fsync on, the three in turn, medians of at least 5.
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openDatabase } from '../database.mjs'
import { readPoints } from '../support/contents.mjs'
import { startApplication } from '../support/start-application.mjs'
import { INSERT, type Place, rowValues } from './bare-insert.ts'
import { Connection, measureRate, median } from './load-generator.ts'
import { submissionMaker } from './make-submission.ts'

const { values: options } = parseArgs({
  options: {
    repeats: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '1,20,100' },
  },
})
const repeats = Math.min(25, Math.max(1, Number(options.repeats)))
const milliseconds = Math.min(20, Number(options.seconds)) * 1000
const MOST = 60_000
const BAR = 0.5

async function placeOf(superuserUrl: string, code: string): Promise<Place & { instrument: string; version: string }> {
  const client = new pg.Client(superuserUrl)
  await client.connect()
  const { rows } = await client.query(
    `select p.commune_id as commune, w.id as wave, p.unit_id as unit, i.id as "versionId", i.instrument, i.version
     from collection_point p
     join wave w on w.commune_id = p.commune_id and w.status = 'open'
     join wave_instrument wi on wi.commune_id = w.commune_id and wi.wave_id = w.id and wi.instrument = p.instrument
     join instrument_version i on i.commune_id = wi.commune_id and i.id = wi.instrument_version_id
     where p.code = $1`,
    [code],
  )
  const fsync = await client.query('show fsync')
  await client.end()
  if (fsync.rows[0]?.fsync !== 'on') throw new Error('this bench means nothing with fsync off')
  if (!rows[0]) throw new Error('no open wave asks this instrument')
  return rows[0]
}

const application = await startApplication('bench')
process.env['DATA_DIR'] = application.home
const database = await openDatabase()
const point = (await readPoints(database)).find(({ instrument }) => instrument === 'health-station')
if (!point || !database.superuserUrl) throw new Error('the demo has no collection point for the health station')
const place = await placeOf(database.superuserUrl, point.code)
const make = submissionMaker(place.instrument as Parameters<typeof submissionMaker>[0], place.version)

const bareServer = fork(
  fileURLToPath(new URL('bare-server.ts', import.meta.url)),
  [database.superuserUrl, place.instrument, place.version, place.commune, place.wave, place.unit, place.versionId],
  { execArgv: ['--import', 'tsx'] },
)
const barePort = await new Promise<number>((resolve, reject) => {
  bareServer.once('message', (message: { port: number }) => resolve(message.port))
  bareServer.once('exit', (code) => reject(new Error(`the bare server ended (${code})`)))
})

async function overHttp(port: number, path: string, clients: number): Promise<number> {
  const connections = Array.from({ length: clients }, () => new Connection(port))
  const rate = await measureRate(clients, milliseconds, MOST, async (client) => {
    const reply = await connections[client]?.post(path, make().body)
    if (reply?.status !== 201) throw new Error(`status ${reply?.status}: ${reply?.body.slice(0, 200)}`)
  })
  for (const connection of connections) connection.close()
  return rate
}

async function bareInserts(clients: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: database.superuserUrl, max: 10 })
  const answers = [1, 2, 3, 4, 5, null, 98, 1, 2, 3, 4, 5, 1, 2, 3]
  const rate = await measureRate(clients, milliseconds, MOST, async () => {
    await pool.query({ name: 'insert', text: INSERT, values: rowValues(place, randomUUID(), answers) })
  })
  await pool.end()
  return rate
}

console.log(
  `PostgreSQL with fsync on, ${repeats} repeats of ${milliseconds / 1000} s, the three in turn; submissions of ${point.instrument}`,
)
console.log('clients   app/s   bare server/s   bare inserts/s   app : bare server   (medians; spread in brackets)')
let lowest = Number.POSITIVE_INFINITY
for (const clients of options.clients.split(',').map(Number)) {
  const rates = { app: [] as number[], bare: [] as number[], inserts: [] as number[] }
  for (let repeat = 0; repeat < repeats; repeat++) {
    rates.app.push(await overHttp(application.port, `/k/${point.code}`, clients))
    rates.bare.push(await overHttp(barePort, '/', clients))
    rates.inserts.push(await bareInserts(clients))
  }
  const ratio = median(rates.app) / median(rates.bare)
  lowest = Math.min(lowest, ratio)
  const spread = (values: readonly number[]) =>
    `${median(values).toFixed(0)} [${Math.min(...values).toFixed(0)}-${Math.max(...values).toFixed(0)}]`
  console.log(`${clients}   ${spread(rates.app)}   ${spread(rates.bare)}   ${spread(rates.inserts)}   ${ratio.toFixed(2)}`)
}
console.log(`bar ${BAR}: ${lowest >= BAR ? 'met' : 'NOT met'} (lowest ${lowest.toFixed(2)})`)

bareServer.removeAllListeners('exit')
bareServer.disconnect()
await database.close()
await application.remove()
process.exit(lowest >= BAR ? 0 : 1)
