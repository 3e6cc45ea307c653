// The database of this installation: the embedded server, or the one that DATABASE_URL names. Same roles, same checks for both.
import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from './migrate.mjs'
import { loadSecrets, makeDataDir, makeSocketDir } from './support/data-dir.mjs'
import { serverUid, startServer, stopServer } from './support/embedded-postgres.mjs'
import { registerUser, withLock } from './support/lock.mjs'
import { isSameProcess } from './support/processes.mjs'
import { StartupError } from './support/startup-error.mjs'

const OWNER = 'dan_cham_owner'
const APP = 'dan_cham_app'
const DATABASE = 'dan_cham'

async function withClient(url, act) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, application_name: 'dan-cham start' })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    // Never the URL itself: it holds a password.
    throw new StartupError(
      `The database does not answer (${error.code ?? error.message}): check DATABASE_URL, APP_DATABASE_URL and the server.`,
    )
  }
  try {
    return await act(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Only a superuser may name the attributes of a role that is there; checkDatabase refuses wrong ones. */
async function ensureRole(client, name, password) {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  const secret = pg.escapeLiteral(password)
  const flags = 'nosuperuser nobypassrls nocreatedb nocreaterole noreplication'
  await client.query(rowCount ? `alter role ${name} login password ${secret}` : `create role ${name} login ${flags} password ${secret}`)
}

async function prepareEmbedded(superuserUrl, secrets) {
  await withClient(superuserUrl('postgres'), async (client) => {
    await ensureRole(client, OWNER, secrets.OWNER_PASSWORD)
    await ensureRole(client, APP, secrets.APP_PASSWORD)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE} owner ${OWNER}`)
  })
}

/** With DATABASE_URL: the app role gets the generated password, unless APP_DATABASE_URL says that somebody else looks after it. */
async function prepareForeign(ownerUrl, secrets) {
  if (process.env.APP_DATABASE_URL) return process.env.APP_DATABASE_URL
  await withClient(ownerUrl, async (client) => {
    try {
      await ensureRole(client, APP, secrets.APP_PASSWORD)
    } catch (error) {
      if (error.code !== '42501') throw error
      throw new StartupError(`The role of DATABASE_URL may not make the role ${APP}: make it and give its URL as APP_DATABASE_URL.`)
    }
  })
  const url = new URL(ownerUrl)
  url.username = APP
  url.password = secrets.APP_PASSWORD
  return url.href
}

/** Refuses a server that may lose what it acknowledged, and an app role for which row level security would be no wall. */
export async function checkDatabase(ownerUrl, appUrl) {
  await withClient(appUrl, async (client) => {
    const { rows } = await client.query(`
      select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('full_page_writes') as pages, current_setting('server_version_num')::int as version,
        current_setting('server_encoding') as encoding, current_database() as database, current_user as app,
        r.rolsuper as super, r.rolbypassrls as bypass,
        exists (select from pg_database d where d.datname = current_database() and pg_has_role(current_user, d.datdba, 'member')) as owns_database,
        exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and pg_has_role(current_user, c.relowner, 'member')) as owns_table,
        pg_has_role(current_user, '${APP}', 'usage') as is_app
      from pg_roles r where r.rolname = current_user`)
    const found = rows[0]
    const refuse = (reason) => {
      throw new StartupError(reason)
    }
    if (found.version < 150_000) refuse(`PostgreSQL ${found.version / 10_000} is too old: 15 or newer is needed.`)
    if (found.encoding !== 'UTF8') refuse(`The database is encoded as ${found.encoding}: UTF8 is needed.`)
    if (found.fsync !== 'on') refuse('The database runs with fsync off and could lose acknowledged answers: set fsync = on.')
    if (found.pages !== 'on')
      refuse('The database runs with full_page_writes off and could lose acknowledged answers: set full_page_writes = on.')
    if (found.commit === 'off') refuse('The database runs with synchronous_commit off and could lose acknowledged answers: set it on.')
    if (found.super) refuse(`The app role ${found.app} is a superuser, so row level security would not bind it: use ${APP}.`)
    if (found.bypass) refuse(`The app role ${found.app} has BYPASSRLS, so row level security would not bind it: use ${APP}.`)
    if (found.owns_database || found.owns_table) refuse(`The app role ${found.app} owns the database or a table in it: use ${APP}.`)
    if (!found.is_app) refuse(`The app role ${found.app} is not ${APP} and not a member of it.`)
    await withClient(ownerUrl, async (owner) => {
      const { rows: same } = await owner.query('select current_database() as database')
      if (same[0].database !== found.database) refuse('DATABASE_URL and APP_DATABASE_URL name two different databases.')
    })
  })
}

/** A database is bound to the key its answers were keyed with: another key would take every resent answer for a new one. */
async function checkSubmissionKey(ownerUrl, key) {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new StartupError('SUBMISSION_KEY is not 64 hexadecimal digits.')
  const mark = createHmac('sha256', Buffer.from(key, 'hex')).update('mark of the key').digest('hex').slice(0, 16)
  await withClient(ownerUrl, async (client) => {
    // Kept as the comment of Prisma's own table: it goes with every backup and is no part of the schema.
    const { rows } = await client.query(`select obj_description('_prisma_migrations'::regclass, 'pg_class') as mark`)
    if (rows[0].mark === null) await client.query(`comment on table _prisma_migrations is '${mark}'`)
    else if (rows[0].mark !== mark)
      throw new StartupError('SUBMISSION_KEY is not the one that this database was begun with: restore secrets.json from the backup.')
  })
}

async function openEmbedded() {
  const home = makeDataDir()
  return withLock(home, async () => {
    const secrets = loadSecrets(home, { mayCreate: !existsSync(join(home, 'data')) })
    const socketDir = makeSocketDir(home, serverUid)
    const url = (user, password, database) => `postgresql://${user}:${password}@localhost/${database}?host=${encodeURIComponent(socketDir)}`
    const superuserUrl = (database) => url('postgres', secrets.SUPERUSER_PASSWORD, database)
    const unregister = registerUser(home)
    const close = (postmaster) =>
      withLock(home, async () => {
        if (unregister()) await stopServer(postmaster)
      })
    let postmaster
    try {
      postmaster = await startServer(home, socketDir, superuserUrl('postgres'), secrets.SUPERUSER_PASSWORD)
      await prepareEmbedded(superuserUrl, secrets)
    } catch (error) {
      if (unregister() && postmaster) await stopServer(postmaster)
      throw error
    }
    return {
      ownerUrl: url(OWNER, secrets.OWNER_PASSWORD, DATABASE),
      appUrl: url(APP, secrets.APP_PASSWORD, DATABASE),
      superuserUrl: superuserUrl(DATABASE),
      secrets,
      home,
      embedded: true,
      /** Pid of the server, so that a test can kill what it started. */
      get postmasterPid() {
        return postmaster.pid
      },
      isRunning: () => isSameProcess(postmaster.pid, postmaster.startTime),
      /** Starts the server again after it died. */
      restart: () =>
        withLock(home, async () => {
          postmaster = await startServer(home, socketDir, superuserUrl('postgres'), secrets.SUPERUSER_PASSWORD)
        }),
      /** Throws everything in the database away and migrates an empty one. */
      reset: async () => {
        await withClient(superuserUrl('postgres'), (client) => client.query(`drop database ${DATABASE} with (force)`))
        await prepareEmbedded(superuserUrl, secrets)
        await migrate(url(OWNER, secrets.OWNER_PASSWORD, DATABASE))
        await checkSubmissionKey(url(OWNER, secrets.OWNER_PASSWORD, DATABASE), secrets.SUBMISSION_KEY)
      },
      close: () => close(postmaster),
    }
  })
}

async function openForeign() {
  const home = makeDataDir()
  const secrets = loadSecrets(home, { mayCreate: true })
  const ownerUrl = process.env.DATABASE_URL
  const appUrl = await prepareForeign(ownerUrl, secrets)
  const reset = () => {
    throw new StartupError('The demo was only half loaded: empty the database of DATABASE_URL and start again.')
  }
  return { ownerUrl, appUrl, secrets, home, embedded: false, isRunning: () => true, restart: async () => {}, reset, close: async () => {} }
}

/** Opens the database, migrates it and checks it. Close it in the end: the last one to close stops an embedded server. */
export async function openDatabase({ log = () => {} } = {}) {
  const database = process.env.DATABASE_URL ? await openForeign() : await openEmbedded()
  try {
    log('database answers')
    const applied = await migrate(database.ownerUrl)
    log(applied.length ? `migrated: ${applied.join(', ')}` : 'schema is up to date')
    await checkDatabase(database.ownerUrl, database.appUrl)
    await checkSubmissionKey(database.ownerUrl, database.secrets.SUBMISSION_KEY)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/**
 * For scripts: the running database of this clone, or a started one, with the environment that lib/server reads already set.
 * Close it in the end.
 */
export async function openForScript() {
  const database = await openDatabase()
  const { SUBMISSION_KEY, AUTH_SECRET } = database.secrets
  Object.assign(process.env, { APP_DATABASE_URL: database.appUrl, OWNER_DATABASE_URL: database.ownerUrl, SUBMISSION_KEY, AUTH_SECRET })
  return database
}
