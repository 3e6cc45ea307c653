import { randomUUID } from 'node:crypto'
import { findInstrument } from '../lib/instruments/index.ts'
import { forScope } from '../lib/server/db.ts'
import { AppError } from '../lib/server/errors.ts'
import { closeIntake } from '../lib/server/responses/intake-pool.ts'
import { loadPoint, type Point } from '../lib/server/responses/load-point.ts'
import { mintScope } from '../lib/server/scope.ts'
import { generateAnswers } from '../prisma/demo/generate-answers.ts'
import { readFlags, runScript, showUsage } from './support/run-script.ts'

const usage = `usage: npm run answer -- --code CODE [--n 30] [--base http://127.0.0.1:3000] [--seed TEXT]
Sends generated answers to a collection point of a demo commune, over HTTP as phones do; \`npm start\` must be running.`
const MOST = 10_000

async function instrumentOf({ communeId, instrument, wave }: Point) {
  const frozen = await forScope(mintScope(communeId), (tx) =>
    tx.instrumentVersion.findUnique({
      where: { communeId_id: { communeId, id: wave?.versionId ?? randomUUID() } },
      select: { version: true },
    }),
  )
  if (!frozen) throw new AppError('NOT_VALID', 'No wave asks the instrument of this collection point.')
  return findInstrument(instrument, frozen.version)
}

async function send(url: string, body: object): Promise<number> {
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    await response.arrayBuffer()
    return response.status
  } catch {
    throw new AppError(
      'UNAVAILABLE',
      `Nothing answers at ${url}: start the application with \`npm start\`, or say where it is with --base.`,
    )
  }
}

async function answer(code: string, count: number, base: string, seed: string): Promise<string> {
  const point = await loadPoint(code)
  if (!point) throw new AppError('NOT_FOUND', `There is no collection point ${code}.`)
  if (!point.demo) throw new AppError('NOT_ALLOWED', `${point.communeName} is a real commune: generated answers have no place there.`)
  const instrument = await instrumentOf(point)
  const statuses = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const village = point.villages[i % point.villages.length]
    const body = {
      id: randomUUID(),
      answers: generateAnswers(instrument, `${seed} ${i}`),
      ...(village ? { village: village.code } : {}),
      consent: true,
    }
    const status = await send(`${base.replace(/\/$/, '')}/k/${point.code}`, body)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  const refused = [...statuses].filter(([status]) => status !== 201).map(([status, times]) => `${times} with status ${status}`)
  if (refused.length > 0)
    throw new AppError('CONFLICT', `${statuses.get(201) ?? 0} of ${count} answers were stored; refused: ${refused.join(', ')}.`)
  return `${count} answers about ${point.unitName} stored. See them move: npm run snapshot -- --wave ${point.wave?.code}`
}

const text = { type: 'string' } as const
const flags = readFlags({ options: { code: text, n: text, base: text, seed: text } }, usage)
if (flags) {
  const { code, n = '30', base = 'http://127.0.0.1:3000', seed = randomUUID() } = flags.values
  const count = Number(n)
  if (code && Number.isInteger(count) && count >= 1 && count <= MOST && URL.canParse(base))
    await runScript(() => answer(code, count, base, seed).finally(closeIntake))
  else showUsage(usage)
}
