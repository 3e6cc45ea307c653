import { chmodSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isRoot } from './data-dir.mjs'

const isOpenAllTheWay = (dir) => {
  for (let at = dir; ; at = dirname(at)) {
    if (!(statSync(at).mode & 0o001)) return false
    if (at === dirname(at)) return true
  }
}

/** A data directory for a test or a bench: new, of the running process alone, and such that root's database user can enter it. */
export function makeTemporaryDataDir(name) {
  const dir = mkdtempSync(join(isRoot && !isOpenAllTheWay(tmpdir()) ? '/tmp' : tmpdir(), `dan-cham-${name}-`))
  if (isRoot) chmodSync(dir, 0o755)
  return dir
}

/** Variables that name somebody's installation; a test or bench that inherited them would touch real data. */
export const INSTALLATION_VARIABLES = [
  'DATABASE_URL',
  'APP_DATABASE_URL',
  'OWNER_DATABASE_URL',
  'SUBMISSION_KEY',
  'AUTH_SECRET',
  'DATA_DIR',
  'PUBLIC_URL',
  'HOST',
  'PORT',
  'DEMO',
  'DEMO_PASSWORD',
]

/** The environment without any of them. */
export const cleanEnvironment = (env = process.env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !INSTALLATION_VARIABLES.includes(name)))
