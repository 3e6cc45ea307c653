import { spawn } from 'node:child_process'
import { projectDir } from './data-dir.mjs'

const running = new Set()

/** Runs a program in the clone; resolves with its exit code (or the word of why it has none) and, where asked, what it printed. */
export function runProgram(program, args, { env = process.env, output = 'show' } = {}) {
  const pipe = output === 'show' ? 'inherit' : 'pipe'
  const child = spawn(program, args, { cwd: projectDir, env, stdio: ['ignore', pipe, output === 'stdout' ? 'inherit' : pipe] })
  running.add(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      printed += text
    })
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ status: error.code, printed }))
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve({ status: code ?? signal, printed })
    })
  })
}

/** Ends what runs: a stop during an installation or a build need not wait for it, and leaves nothing behind. */
export function endPrograms() {
  for (const child of running) child.kill('SIGTERM')
}
