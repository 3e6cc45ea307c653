// For journeys, benches and the kill test: what `npm start` does, on a free port, with a data directory and demo data of its own.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectDir } from './data-dir.mjs'
import { findFreePort } from './free-port.mjs'
import { cleanEnvironment, makeTemporaryDataDir } from './temporary-data-dir.mjs'

/** Runs scripts/start.mjs until it has said where to go; throws what it printed where it ends before. */
export async function runStart(env, args = []) {
  const child = spawn(process.execPath, [join(projectDir, 'scripts/start.mjs'), ...args], {
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { out: '', err: '' }
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)))
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.err += text
  })
  const ready = new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.out += text
      if (output.out.includes('Dừng / stop')) resolve(true)
    })
  })
  const early = await Promise.race([ready.then(() => undefined), ended])
  if (early !== undefined)
    throw Object.assign(new Error(`scripts/start.mjs ended (${early}):\n${output.out}${output.err}`), { code: early, ...output })
  return {
    pid: child.pid,
    output,
    ended,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}

/** Starts the demo; `remove` stops it and takes its data away. `home` and `port` of an earlier one start that one again. */
export async function startApplication(name, { home = makeTemporaryDataDir(name), port, env = {}, args } = {}) {
  const usedPort = port ?? (await findFreePort())
  const password = `${name}-${randomBytes(6).toString('hex')}`
  let start
  try {
    start = await runStart({ DATA_DIR: home, PORT: String(usedPort), DEMO_PASSWORD: password, ...env }, args)
  } catch (error) {
    if (!port) rmSync(home, { recursive: true, force: true })
    throw error
  }
  return {
    ...start,
    home,
    port: usedPort,
    password,
    url: `http://127.0.0.1:${usedPort}`,
    remove: async () => {
      await start.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
