// The port and the process that serves it.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { projectDir } from './data-dir.mjs'
import { endProcess, isSameProcess, startTimeOf } from './processes.mjs'
import { StartupError } from './startup-error.mjs'

const recordFile = (home, port) => join(home, `web-${port}.json`)

/** Ends a web process that a killed start left behind: only when its record proves that it is ours and that its start is dead. */
async function endOrphan(home, port) {
  const file = recordFile(home, port)
  if (!existsSync(file)) return
  const { web, start } = JSON.parse(readFileSync(file, 'utf8'))
  if (isSameProcess(web.pid, web.startTime)) {
    if (isSameProcess(start.pid, start.startTime))
      throw new StartupError(`Dân Chấm already runs on port ${port} (process ${start.pid}): stop it first or set PORT.`)
    if (!(await endProcess(web.pid, web.startTime, 'SIGTERM', 10_000))) await endProcess(web.pid, web.startTime, 'SIGKILL', 5_000)
  }
  rmSync(file, { force: true })
}

const sentenceFor = (code, host, port) =>
  ({
    EADDRINUSE: `Port ${port} is taken by another program: end that program or set PORT.`,
    EACCES: `Port ${port} may not be opened by this user: set PORT to 1024 or more.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine.`,
    ENOTFOUND: `HOST ${host} is no address of this machine.`,
  })[code] ?? `Port ${port} on ${host} cannot be opened (${code}).`

/** Makes sure that the port can be had, before anything slow begins. */
export async function claimPort(home, host, port) {
  await endOrphan(home, port)
  const server = createServer()
  const code = await new Promise((resolve) => {
    server.once('error', (error) => resolve(error.code))
    server.listen(port, host, () => resolve(undefined))
  })
  if (code) throw new StartupError(sentenceFor(code, host, port))
  await new Promise((resolve) => server.close(resolve))
}

/** Starts scripts/web.mjs and returns when it listens. `ended` resolves when it ends, for whatever reason. */
export async function startWeb(home, { host, port, env }) {
  // detached: Ctrl-C in the terminal must reach scripts/start.mjs alone, which then stops web and database in order.
  const child = spawn(process.execPath, [join(projectDir, 'scripts/web.mjs')], {
    cwd: projectDir,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env,
  })
  const startTime = startTimeOf(child.pid)
  const own = { pid: process.pid, startTime: startTimeOf(process.pid) }
  writeFileSync(recordFile(home, port), JSON.stringify({ web: { pid: child.pid, startTime }, start: own }))
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`)))
  const message = await Promise.race([new Promise((resolve) => child.once('message', resolve)), ended])
  if (!message.listening) {
    throw new StartupError(message.failed ? sentenceFor(message.failed, host, port) : `The web process did not start (${message}).`)
  }
  return {
    pid: child.pid,
    ended,
    stop: async () => {
      if (!(await endProcess(child.pid, startTime, 'SIGTERM', 10_000))) await endProcess(child.pid, startTime, 'SIGKILL', 5_000)
      rmSync(recordFile(home, port), { force: true })
    },
  }
}
