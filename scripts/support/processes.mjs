// Which process is which: a pid alone may have been given to another program since, so a pid goes with its start time.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Start time of a running process as an opaque word; undefined where there is none (or only a zombie). */
export function startTimeOf(pid) {
  if (process.platform === 'linux') {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
    } catch {
      return undefined
    }
  }
  const { stdout, status } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  return status === 0 && stdout.trim() ? stdout.trim().replaceAll(/[^\w]+/g, '-') : undefined
}

/** Command line of a running process, '' where it cannot be read. */
export function commandOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  } catch {
    return ''
  }
}

export const isSameProcess = (pid, startTime) => startTime !== undefined && startTimeOf(pid) === startTime

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Signals a process that the caller has proved to be its own and waits until it is gone; false when it stays. */
export async function endProcess(pid, startTime, signal, withinMilliseconds) {
  if (!isSameProcess(pid, startTime)) return true
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
  for (const until = Date.now() + withinMilliseconds; Date.now() < until; await sleep(20)) if (!isSameProcess(pid, startTime)) return true
  return !isSameProcess(pid, startTime)
}
