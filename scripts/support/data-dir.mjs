// Where an installation keeps what is not code: database, secrets, logs.
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartupError } from './startup-error.mjs'

// Not import.meta.dirname: a Node that is too old must still come as far as the sentence that says so.
export const projectDir = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
export const isRoot = process.getuid?.() === 0

const shortHash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** As root outside the clone, since the database's own user cannot enter a private clone; else ./.data. DATA_DIR overrides both. */
export function dataDir() {
  if (process.env.DATA_DIR) return resolve(process.env.DATA_DIR)
  return isRoot ? join('/var/lib/dan-cham', shortHash(projectDir)) : join(projectDir, '.data')
}

/** Makes the data directory. Root's must be open to the database's user all the way down, which is checked and said. */
export function makeDataDir() {
  const home = dataDir()
  try {
    mkdirSync(home, { recursive: true, mode: isRoot ? 0o755 : 0o700 })
  } catch (error) {
    if (error.code === 'ENOSPC') throw error
    throw new StartupError(`The data directory ${home} cannot be made (${error.code}): set DATA_DIR to a folder that can be written.`)
  }
  if (isRoot) {
    for (let at = home; at !== dirname(at); at = dirname(at)) {
      if (statSync(at).mode & 0o001) continue
      throw new StartupError(`The database's own user cannot enter ${at}: run "chmod o+x" on it or set DATA_DIR to another folder.`)
    }
  }
  return home
}

/**
 * The private folder of the database's socket, 0700 and owned by the database's user. The system allows 107 bytes for the path of a
 * socket, so a deep data directory has its socket folder under the temporary directory.
 */
export function makeSocketDir(home, uid) {
  const near = join(home, 'run')
  const dir = Buffer.byteLength(join(near, '.s.PGSQL.5432')) <= 103 ? near : join(tmpdir(), `dan-cham-${shortHash(home)}`)
  if (Buffer.byteLength(join(dir, '.s.PGSQL.5432')) > 103)
    throw new StartupError(`The path ${home} is too long for a socket: set DATA_DIR.`)
  if (!existsSync(dir)) {
    mkdirSync(dir, { mode: 0o700 })
    if (isRoot) chownSync(dir, uid, uid)
  }
  const stat = lstatSync(dir)
  if (!stat.isDirectory() || stat.uid !== uid) throw new StartupError(`${dir} belongs to another user: remove it or set DATA_DIR.`)
  chmodSync(dir, 0o700)
  return dir
}

/**
 * The secrets of an installation, made once: keys of submissions and sessions, passwords of the database roles. They live beside the
 * database and never in it; a database without the keys that it was begun with is refused, since its answers could be counted twice.
 */
export function loadSecrets(home, { mayCreate }) {
  const file = join(home, 'secrets.json')
  const word = (bytes) => randomBytes(bytes).toString('hex')
  let secrets
  if (existsSync(file)) secrets = JSON.parse(readFileSync(file, 'utf8'))
  else if (mayCreate) {
    secrets = {
      SUBMISSION_KEY: word(32),
      AUTH_SECRET: word(32),
      SUPERUSER_PASSWORD: word(24),
      OWNER_PASSWORD: word(24),
      APP_PASSWORD: word(24),
    }
    const half = `${file}.${process.pid}`
    writeFileSync(half, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(half, file)
  } else throw new StartupError(`${file} is missing, but the database beside it exists: restore it from the backup.`)
  return {
    ...secrets,
    SUBMISSION_KEY: process.env.SUBMISSION_KEY ?? secrets.SUBMISSION_KEY,
    AUTH_SECRET: process.env.AUTH_SECRET ?? secrets.AUTH_SECRET,
  }
}
