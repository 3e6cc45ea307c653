import { join } from 'node:path'
import { createDemoAccounts } from '../lib/server/accounts/create-demo-accounts.ts'
import { findCommune } from '../lib/server/communes/find-commune.ts'
import { db, forScope, pool } from '../lib/server/db.ts'
import { env } from '../lib/server/env.ts'
import { seedPublished } from '../lib/server/published/seed-published.ts'
import { demoCommunes } from './demo/demo-units.ts'
import { loadDemoCommune } from './demo/load-demo-commune.ts'
import { runScript } from './support/run-script.ts'

/**
 * `node --import tsx scripts/seed-demo.ts`, with DEMO=1 and DEMO_PASSWORD: two demo communes in one transaction, then their accounts and the
 * published series. What is there already stays; printed are the first commune's posters and the accounts, a JSON line each.
 */
async function loadCommunes(): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    for (const commune of demoCommunes) await loadDemoCommune(client, commune, new Date())
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function seed(): Promise<string> {
  const { DEMO } = env()
  const password = process.env['DEMO_PASSWORD']
  if (DEMO !== '1') throw new Error('Demo data are made only with DEMO=1: they have no place in a real installation.')
  if (!password) throw new Error('DEMO_PASSWORD is missing.')
  const [first] = demoCommunes
  const there = await findCommune(first.code)
  if (there && !there.demo) throw new Error(`The commune ${first.code} is there and is no demo.`)
  if (!there) await loadCommunes()
  await seedPublished(join(import.meta.dirname, '../prisma/published'))
  const commune = await findCommune(first.code)
  if (!commune) throw new Error(`The commune ${first.code} was not loaded.`)
  const { communeId } = commune.scope
  const { prefix } = first
  if ((await db().user.count({ where: { communeId } })) === 0)
    await createDemoAccounts(
      {
        communeId,
        provinceCode: '33',
        healthStation: `${prefix}-TYT`,
        firstSchool: `${prefix}-TH1`,
        secondSchool: `${prefix}-TH2`,
        oneStopDesk: `${prefix}-MC`,
      },
      password,
    )
  const points = await forScope(commune.scope, (tx) =>
    tx.collectionPoint.findMany({ where: { communeId, active: true }, include: { unit: true } }),
  )
  const accounts = await db().user.findMany({ where: { demo: true }, orderBy: [{ createdAt: 'asc' }, { email: 'asc' }] })
  return [
    ...points.map(({ instrument, code, unit }) => ({ kind: 'point', instrument, code, unit: unit.code })),
    ...accounts.map(({ email, role }) => ({ kind: 'account', email, role })),
  ]
    .map((line) => JSON.stringify(line))
    .join('\n')
}

await runScript(seed)
