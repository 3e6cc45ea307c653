// One starter or stopper of the embedded database at a time, and who still uses it.
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSameProcess, sleep, startTimeOf } from './processes.mjs'
import { StartupError } from './startup-error.mjs'

const me = `${process.pid} ${startTimeOf(process.pid)}`

const isAlive = (record) => {
  const [pid, startTime] = record.split(' ')
  return isSameProcess(Number(pid), startTime)
}

const read = (file) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function tryLock(file) {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, me)
  try {
    linkSync(mine, file) // atomic: never a half-written lock
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const holder = read(file)
    if (holder !== undefined && !isAlive(holder)) {
      const stale = `${mine}.stale`
      try {
        renameSync(file, stale)
        // Somebody else may have replaced the stale lock in between: give theirs back.
        if (read(stale) !== holder && !existsSync(file)) renameSync(stale, file)
      } catch {
        // gone already
      }
      rmSync(stale, { force: true })
    }
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Runs `act` while no other process does so in this directory; a lock left by a dead process is taken over. */
export async function withLock(dir, act, { waitMinutes = 2 } = {}) {
  mkdirSync(dir, { recursive: true })
  const file = join(dir, 'lock')
  for (const until = Date.now() + waitMinutes * 60_000; !tryLock(file); await sleep(50))
    if (Date.now() > until) throw new StartupError(`Another start or stop of this installation is under way (${file}): try again later.`)
  try {
    return await act()
  } finally {
    rmSync(file, { force: true })
  }
}

/** Says that this process uses the database. Returns a function that takes it back and tells whether nobody else is left. */
export function registerUser(home) {
  const users = join(home, 'users')
  mkdirSync(users, { recursive: true })
  const mine = join(users, `${process.pid}-${Math.random().toString(36).slice(2, 8)}`)
  writeFileSync(mine, me)
  return () => {
    rmSync(mine, { force: true })
    let others = 0
    for (const name of readdirSync(users)) {
      const record = read(join(users, name))
      if (record !== undefined && isAlive(record)) others++
      else rmSync(join(users, name), { force: true })
    }
    return others === 0
  }
}
