// The real Chromium for the journeys: the system's, or one that apt can install.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { isRoot } from './data-dir.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const findProgram = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((dir) => join(dir, name))
    .find(isProgram)

/** Path of CHROMIUM, else of the first browser on the system; undefined where there is none. */
export function findChromium() {
  if (process.env.CHROMIUM) return isProgram(process.env.CHROMIUM) ? process.env.CHROMIUM : undefined
  return NAMES.map(findProgram).find(Boolean) ?? MAC.find(isProgram)
}

/** The same, after trying to install one where apt and the right to use it are there; says in one line how, where it is not possible. */
export function ensureChromium() {
  const found = findChromium()
  if (found || process.env.CHROMIUM) {
    if (!found) console.error(`CHROMIUM names ${process.env.CHROMIUM}, which is no program.`)
    return found
  }
  if (isRoot && findProgram('apt-get')) {
    console.log('No Chromium found: installing it with apt-get …')
    const run = (...args) =>
      spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
    if (run('update', '-q')) run('install', '-y', '-q', '--no-install-recommends', 'chromium')
  }
  const now = findChromium()
  if (!now) console.error('The journeys need a Chromium: install it ("sudo apt-get install chromium") or name one in CHROMIUM.')
  return now
}
