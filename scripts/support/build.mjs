// Generates and builds what is not in the repository, and only when its sources changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectDir } from './data-dir.mjs'
import { runProgram } from './run-program.mjs'
import { StartupError } from './startup-error.mjs'

const stampsDir = join(projectDir, '.build')

function* filesIn(path) {
  const full = join(projectDir, path)
  if (!existsSync(full)) return
  const entries = readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) yield* filesIn(child)
    else if (entry.isFile()) yield child
  }
}

/** Hash of names and contents, of the Node version and the place (a build holds absolute paths). */
function hashOf(files) {
  const hash = createHash('sha256').update(`${process.versions.node} ${process.platform}-${process.arch} ${projectDir}`)
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(projectDir, file)))
  return hash.digest('hex')
}

const existing = (files) => files.filter((file) => existsSync(join(projectDir, file)))

const STEPS = [
  {
    name: 'Prisma client',
    inputs: () => ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
    output: 'lib/server/generated/client.ts',
    command: ['scripts/prisma.mjs', 'generate', '--no-hints'],
    quiet: true,
  },
  {
    name: 'citizen script',
    inputs: () => [
      'package-lock.json',
      'scripts/build-citizen.mjs',
      ...filesIn('lib/questionnaire'),
      ...filesIn('lib/instruments'),
      ...filesIn('app/k'),
    ],
    output: 'public/citizen',
    command: ['scripts/build-citizen.mjs'],
    quiet: true,
  },
  {
    name: 'intake',
    inputs: () => ['package-lock.json', 'scripts/build-intake.mjs', ...['app/k', 'lib'].flatMap((dir) => [...filesIn(dir)])],
    output: '.build/intake.mjs',
    command: ['scripts/build-intake.mjs'],
    quiet: true,
  },
  {
    name: 'web application, about a minute',
    inputs: () => [
      ...existing([
        'package-lock.json',
        'next.config.js',
        'tsconfig.json',
        'proxy.ts',
        'instrumentation.ts',
        'postcss.config.mjs',
        'prisma/schema.prisma',
      ]),
      ...['app', 'lib', 'public'].flatMap((dir) => [...filesIn(dir)]).filter((file) => !file.startsWith('lib/server/generated/')),
    ],
    output: '.next/BUILD_ID',
    command: ['node_modules/next/dist/bin/next', 'build'],
  },
]

async function runStep({ name, inputs, output, command, quiet }) {
  if (!existsSync(join(projectDir, command[0]))) return
  const file = join(stampsDir, `${command[0].split('/').at(-1)}.sha256`)
  const stamp = hashOf(inputs())
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp && existsSync(join(projectDir, output))) return
  console.log(`Building: ${name} …`)
  rmSync(file, { force: true })
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' }
  const { status, printed } = await runProgram(process.execPath, command, { env, output: quiet ? 'keep' : 'show' })
  if (status !== 0) {
    process.stderr.write(printed)
    throw new StartupError(`The build failed at "${name}" (${status}): the reason is above.`)
  }
  mkdirSync(stampsDir, { recursive: true })
  writeFileSync(file, stamp)
}

/** Prisma client, citizen script, web application, each only when its inputs changed; `until` names the last program to run. */
export async function build({ until } = {}) {
  for (const step of STEPS) {
    await runStep(step)
    if (until && step.command[0].endsWith(until)) return
  }
}
