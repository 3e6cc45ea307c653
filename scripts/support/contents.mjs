// What is in the database: communes, the collection points to print, the demo accounts. Loads the demo or a first commune.
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { projectDir } from './data-dir.mjs'
import { runProgram } from './run-program.mjs'
import { StartupError } from './startup-error.mjs'

/** Reads as the owner, whom row level security binds too: a commune's rows are seen after naming the commune. */
async function query(database, act) {
  const client = new pg.Client({ connectionString: database.ownerUrl, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

const COMMUNES = 'select id, code, name, demo from commune order by demo, code'

export const readCommunes = (database) => query(database, async (client) => (await client.query(COMMUNES)).rows)

/** Every active collection point, commune by commune in the order given, posters first. */
export const readPoints = (database) =>
  query(database, async (client) => {
    const points = []
    for (const commune of (await client.query(COMMUNES)).rows) {
      await client.query(`select set_config('app.commune', $1, false)`, [commune.id])
      const { rows } = await client.query(`
        select p.code, p.instrument, p.mode::text, u.name as unit, u.code as "unitCode"
        from collection_point p join unit u on u.commune_id = p.commune_id and u.id = p.unit_id
        where p.active and p.replaced_by is null
        order by p.mode, p.instrument, u.code, p.created_at, p.code`)
      points.push(...rows.map((row) => ({ ...row, commune: commune.name, communeId: commune.id })))
    }
    return points
  })

export const readDemoAccounts = (database) =>
  query(database, async (client) => (await client.query(`select email, name from "user" where demo order by "createdAt", email`)).rows)

/** Runs a TypeScript script of this folder; what it prints is returned as lines, its errors are shown. */
async function runScript(name, args, env) {
  const command = ['--import', 'tsx', join(projectDir, 'scripts', name), ...args]
  const { status, printed } = await runProgram(process.execPath, command, { env: { ...process.env, ...env }, output: 'stdout' })
  if (status !== 0) throw new StartupError(`scripts/${name} failed (${status}): its own message is above.`)
  return printed.split('\n').filter(Boolean)
}

const scriptEnvironment = (database, more) => ({
  APP_DATABASE_URL: database.appUrl,
  OWNER_DATABASE_URL: database.ownerUrl,
  SUBMISSION_KEY: database.secrets.SUBMISSION_KEY,
  AUTH_SECRET: database.secrets.AUTH_SECRET,
  ...more,
})

/** Three times four letters and digits that cannot be mistaken for each other. */
function makePassword() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${four()}-${four()}-${four()}`
}

/**
 * Loads the demo into an empty database and returns its password; undefined where there is something already. A load that was
 * interrupted is thrown away whole and begun again: until it is marked as loaded there is nothing but demo data in the database.
 */
export async function loadDemo(database, reset) {
  const mark = join(database.home, 'demo-state')
  const interrupted = existsSync(mark) && readFileSync(mark, 'utf8') === 'loading'
  const empty = (await readCommunes(database)).length === 0
  if (!empty && !interrupted) return undefined
  if (!empty) await reset()
  console.log('Loading the demo data …')
  writeFileSync(mark, 'loading')
  const password = process.env.DEMO_PASSWORD || makePassword()
  await runScript('seed-demo.ts', [], scriptEnvironment(database, { DEMO: '1', DEMO_PASSWORD: password }))
  writeFileSync(mark, 'loaded')
  return password
}

export async function setUpCommune(database, facts) {
  if ((await readCommunes(database)).length > 0)
    throw new StartupError('The database already holds a commune: --empty is for the first start; set DATA_DIR to begin another one.')
  rmSync(join(database.home, 'demo-state'), { force: true })
  const given = ['name', 'code', 'province-code', 'province-name', 'email', 'villages', 'schools'].filter(
    (name) => facts[name] !== undefined,
  )
  const args = given.flatMap((name) => [`--${name}`, facts[name]])
  return runScript('setup-commune.ts', args, scriptEnvironment(database, { PUBLIC_URL: facts['public-url'] }))
}
