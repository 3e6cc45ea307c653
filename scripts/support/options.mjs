// What `npm start` was asked for: flags, environment, settings kept from an earlier start.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { StartupError } from './startup-error.mjs'

const FLAGS = {
  empty: { type: 'boolean' },
  demo: { type: 'boolean' },
  name: { type: 'string' },
  code: { type: 'string' },
  email: { type: 'string' },
  'public-url': { type: 'string' },
  'province-code': { type: 'string' },
  'province-name': { type: 'string' },
  villages: { type: 'string' },
  schools: { type: 'string' },
}

export const isLoopback = (host) => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

function checkPublicUrl(text) {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url.hostname)))
    throw new StartupError(`PUBLIC_URL "${text}" is not an https address: QR codes are printed from it.`)
  return url.href.replace(/\/$/, '')
}

export function readOptions(args) {
  let values
  try {
    values = parseArgs({ args, options: FLAGS, strict: true }).values
  } catch (error) {
    throw new StartupError(
      `${error.message.split('.')[0]}; known are ${Object.keys(FLAGS)
        .map((name) => `--${name}`)
        .join(', ')}.`,
    )
  }
  if (values.empty && values.demo) throw new StartupError('--empty and --demo exclude each other.')
  const host = process.env.HOST || '127.0.0.1'
  const port = Number(process.env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new StartupError(`PORT "${process.env.PORT}" is not a port number.`)
  if (process.env.DATABASE_URL && !/^postgres(ql)?:\/\//.test(process.env.DATABASE_URL))
    throw new StartupError('DATABASE_URL does not begin with postgresql://.')
  if (process.env.DEMO_PASSWORD && process.env.DEMO_PASSWORD.length < 10)
    throw new StartupError('DEMO_PASSWORD has fewer than 10 characters.')
  const wantsDemo = Boolean(values.demo) || (!values.empty && isLoopback(host) && !process.env.DATABASE_URL)
  return { flags: values, host, port, wantsDemo, publicUrl: checkPublicUrl(values['public-url'] || process.env.PUBLIC_URL) }
}

const settingsFile = (home) => join(home, 'settings.json')

/** PUBLIC_URL as given now, else as given when the commune was set up. */
export function resolvePublicUrl(home, publicUrl) {
  if (publicUrl) return publicUrl
  const file = settingsFile(home)
  return existsSync(file) ? checkPublicUrl(JSON.parse(readFileSync(file, 'utf8')).publicUrl) : undefined
}

const QUESTIONS = [
  ['name', 'Tên xã / commune (e.g. Xã Chí Tân)', /\S/],
  ['code', 'Mã GSO của xã / its GSO code (5 digits)', /^\d{5}$/],
  ['province-code', 'Mã tỉnh / province code (2 digits)', /^\d{2}$/],
  ['province-name', 'Tên tỉnh / province', /\S/],
  ['email', 'E-mail của cán bộ đầu tiên / first officer', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['public-url', 'Địa chỉ công khai https://… (trống = bản thử / empty = trial)', /^$|^https:\/\//],
]

/** The facts of a real commune: from the flags, else asked in the terminal, else named in one sentence. */
export async function askForCommune(flags) {
  const required = QUESTIONS.filter(([name]) => name !== 'public-url')
  const missing = required.filter(([name]) => flags[name] === undefined).map(([name]) => name)
  const wrong = QUESTIONS.find(([name, , form]) => flags[name] !== undefined && !form.test(flags[name]))
  if (wrong) throw new StartupError(`--${wrong[0]} "${flags[wrong[0]]}" is not right: ${wrong[1]}.`)
  if (missing.length === 0) return { ...flags, 'public-url': flags['public-url'] ?? '' }
  if (!process.stdin.isTTY)
    throw new StartupError(`--empty needs ${missing.map((name) => `--${name}`).join(' ')} where nobody can be asked.`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answers = { ...flags }
  for (const [name, question, form] of QUESTIONS) {
    while (answers[name] === undefined || !form.test(answers[name])) answers[name] = (await terminal.question(`${question}: `)).trim()
  }
  terminal.close()
  return answers
}

export const keepPublicUrl = (home, publicUrl) =>
  writeFileSync(settingsFile(home), `${JSON.stringify({ publicUrl }, null, 2)}\n`, { mode: 0o600 })
