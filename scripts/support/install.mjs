// Installs what package-lock.json names, when it is not there. Runs before any package can be imported.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectDir } from './data-dir.mjs'
import { runProgram } from './run-program.mjs'
import { StartupError } from './startup-error.mjs'

/** One sentence for a Node or a system on which nothing would work. */
export function checkPlatform() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new StartupError(`Node ${process.versions.node} is too old: 20.19 or newer is needed.`)
  if (!['linux', 'darwin'].includes(process.platform))
    throw new StartupError(`${process.platform} is not supported: use Linux, macOS or the Windows Subsystem for Linux.`)
}

/** Whether node_modules holds exactly the versions of the lock file (optional packages of other systems may be absent). */
export function isInstalled() {
  const installedFile = join(projectDir, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(join(projectDir, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === version : Boolean(optional || devOptional)
  })
}

/** `npm ci`, development tools included, since the build needs them; does nothing when everything is there. */
export async function install() {
  if (isInstalled()) return
  console.log('Installing packages (npm ci), about a minute …')
  const npm = process.env.npm_execpath
  const [program, ...args] = npm && /\.c?js$/.test(npm) ? [process.execPath, npm] : ['npm']
  const { NODE_ENV: _production, ...env } = process.env
  const { status } = await runProgram(program, [...args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'], { env })
  if (status !== 0) throw new StartupError(`npm ci failed (${status}): its own message is above.`)
}
