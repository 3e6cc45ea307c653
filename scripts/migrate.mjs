// Applies prisma/migrations in Prisma's own bookkeeping, so that `prisma migrate` sees the same history; needs no engine, only `pg`.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { projectDir } from './support/data-dir.mjs'
import { StartupError } from './support/startup-error.mjs'

/** The id of the advisory lock that Prisma Migrate takes: one migrator at a time, whichever it is. */
const LOCK = 72_707_369

const BOOKKEEPING = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

function readMigrations(dir) {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'migration.sql')))
    .map(({ name }) => {
      const sql = readFileSync(join(dir, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function checkHistory(migrations, recorded) {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { migration_name: name, checksum, finished_at: finished } of recorded) {
    const migration = known.get(name)
    if (!migration)
      throw new StartupError(`The database has the newer schema "${name}", which this version does not know: update the program.`)
    if (!finished) throw new StartupError(`The migration "${name}" failed earlier: restore the database from the backup.`)
    if (migration.checksum !== checksum)
      throw new StartupError(`The migration "${name}" was edited after it had been applied: restore its text.`)
  }
}

async function apply(client, { name, sql, checksum }) {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query(
      'insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    if (error.code === '53100') throw error
    throw new StartupError(`The migration "${name}" does not apply and was rolled back (${error.code ?? ''} ${error.message}).`)
  }
}

/** Brings the schema up to date, each migration in one transaction; returns the names applied. */
export async function migrate(ownerUrl, dir = join(projectDir, 'prisma/migrations')) {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  await client.connect().catch((error) => {
    throw new StartupError(`The database does not answer (${error.code ?? error.message}).`)
  })
  try {
    await client.query(`set lock_timeout = '60s'`)
    await client.query('select pg_advisory_lock($1)', [LOCK]).catch(() => {
      throw new StartupError('Another migration of this database has been running for a minute: try again when it has ended.')
    })
    await client.query('set client_min_messages = warning')
    await client.query(BOOKKEEPING)
    const { rows } = await client.query('select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null')
    const migrations = readMigrations(dir)
    checkHistory(migrations, rows)
    const done = new Set(rows.map((row) => row.migration_name))
    const pending = migrations.filter(({ name }) => !done.has(name))
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end().catch(() => {})
  }
}
