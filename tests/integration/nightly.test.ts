import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { appendAudit } from '@/lib/server/audit/append-audit.ts'
import type { ChainHead } from '@/lib/server/audit/verify-chain.ts'
import { closeDatabase, forScope } from '@/lib/server/db.ts'
import { dayOfLastNight } from '@/lib/server/nightly/day-of-last-night.ts'
import { runNight } from '@/lib/server/nightly/run-night.ts'
import { closeIntake } from '@/lib/server/responses/intake-pool.ts'
import { type OpenDatabase, openDatabase } from '../../scripts/database.mjs'
import { sendComment } from './support/add-comment.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const day = '2025-11-20'
const health = findInstrument('health-station', '2024')
const officer = { id: 'officer-night', role: 'officer' } as const

let database: OpenDatabase
let superuser: pg.Client
let owner: pg.Client
let commune: MadeCommune
const heads: ChainHead[] = []

const night = async (options: { day?: string; again?: boolean; keepHead?: (head: ChainHead) => void } = {}) => {
  const lines: string[] = []
  await runNight({ owner, day, keepHead: (head) => heads.push(head), log: (line) => lines.push(line), ...options })
  return lines.filter((line) => line.startsWith(`${commune.code} `)).map((line) => line.slice(commune.code.length + 1))
}
const recorded = async () =>
  (await superuser.query(`select day::text, job, rows from nightly_run where commune_id = $1 order by day, job`, [commune.scope.communeId]))
    .rows

beforeAll(async () => {
  database = await openDatabase()
  superuser = new pg.Client(database.superuserUrl)
  owner = new pg.Client(database.ownerUrl)
  await Promise.all([superuser.connect(), owner.connect()])
  commune = await makeCommune({ TYT: 'health-station', XA: 'commune' }, { '2024': [health] })
  const { rows } = await superuser.query('select instrument_version_id::text as id from wave_instrument where commune_id = $1', [
    commune.scope.communeId,
  ])
  await superuser.query(`update wave set status = 'open', opens_at = now() where commune_id = $1`, [commune.scope.communeId])
  const answers = health.codebook.map(() => null)
  for (let n = 0; n < 40; n += 1)
    await sendComment(commune, { unit: 'TYT', wave: '2024', version: rows[0].id, day, comment: `Ý kiến ${n}`, answers })
})
afterAll(async () => {
  await Promise.all([superuser.end(), owner.end(), closeDatabase(), closeIntake()])
  await database.close()
})

describe('the nightly work', () => {
  test('rewrites the day, takes a snapshot of the open wave, writes that into the trail and notes its head, here and outside', async () => {
    const lines = await night()
    expect(lines).toEqual([
      `${day} rewrite: 40 responses and 40 comments rewritten`,
      `${day} snapshot: 1 snapshots taken`,
      expect.stringMatching(/2025-11-20 audit-head: head of the trail: 1 [0-9a-f]{64}/),
    ])
    expect(heads.filter((head) => head.commune === commune.code)).toMatchObject([{ day, sequence: 1 }])
    expect(await forScope(commune.scope, (tx) => tx.scoreSnapshot.count())).toBe(1)
    expect(await recorded()).toEqual([
      { day, job: 'audit-head', rows: 1 },
      { day, job: 'rewrite', rows: 40 },
      { day, job: 'snapshot', rows: 1 },
    ])
  })

  test('is done once a night', async () => {
    expect(await night()).toEqual([])
    expect(await night({ again: true })).toHaveLength(3)
    expect((await recorded()).length).toBe(3)
  })

  test('makes up for nights that were missed, in one', async () => {
    expect(await night({ day: '2025-11-23' })).toHaveLength(3)
    expect(await night({ day: '2025-11-23' })).toEqual([])
  })

  test('does again only the job that failed', async () => {
    await forScope(commune.scope, (tx) =>
      appendAudit(tx, commune.scope, { actor: officer, action: 'wave.pause', subject: { kind: 'wave', id: '2024' } }),
    )
    const noDisk = () => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    }
    expect((await night({ day: '2025-11-24', keepHead: noDisk })).at(-1)).toBe('2025-11-24 audit-head: failed (Error ENOSPC)')
    expect(await night({ day: '2025-11-24' })).toEqual([expect.stringMatching(/^2025-11-24 audit-head: head of the trail/)])
  })

  test('belongs to the day that ended with the last midnight of Việt Nam', () => {
    expect(dayOfLastNight(new Date('2026-11-24T16:59:59Z'))).toBe('2026-11-23')
    expect(dayOfLastNight(new Date('2026-11-24T17:00:00Z'))).toBe('2026-11-24')
    expect(dayOfLastNight(new Date('2026-12-31T17:10:00Z'))).toBe('2026-12-31')
  })
})

describe('answers past their time', () => {
  const counts = async () =>
    (
      await superuser.query(
        `select (select count(*)::int from response where commune_id = $1) as responses, (select count(*)::int from comment where commune_id = $1) as comments`,
        [commune.scope.communeId],
      )
    ).rows[0]
  const closeOn = (at: string) =>
    superuser.query(`update wave set status = 'closed', closes_at = $2 where commune_id = $1`, [commune.scope.communeId, at])

  test('stay until 24 months after their wave closed, in a running wave for ever, and are then deleted with their comments; scores stay', async () => {
    const before = await counts()
    expect(before.responses).toBeGreaterThan(0)
    await superuser.query(`update wave set opens_at = '2023-09-01' where commune_id = $1`, [commune.scope.communeId])
    await closeOn('2023-11-20T12:00:00+07:00')
    await night({ again: true })
    expect(await counts()).toEqual(before)
    await superuser.query(`update commune set demo = true where id = $1`, [commune.scope.communeId])
    await closeOn('2023-11-19T12:00:00+07:00')
    await night({ again: true })
    expect(await counts(), 'the demo is nobody').toEqual(before)
    await superuser.query(`update commune set demo = false where id = $1`, [commune.scope.communeId])
    expect(await night({ again: true })).toContain(`${day} retention: ${before.responses} responses deleted`)
    expect(await counts()).toEqual({ responses: 0, comments: 0 })
    expect(await forScope(commune.scope, (tx) => tx.scoreSnapshot.count())).toBeGreaterThan(0)
  })
})

describe('npm run nightly', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/nightly.ts', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: database.home },
    })

  test('does what is due and keeps the heads in the data folder; the second time nothing is due for this commune', () => {
    const first = run()
    expect(first.stdout).toContain(`${commune.code} ${dayOfLastNight(new Date())} rewrite`)
    const kept = join(database.home, 'audit-heads.jsonl')
    expect(existsSync(kept)).toBe(true)
    expect(readFileSync(kept, 'utf8')).toContain(`"commune":"${commune.code}"`)
    expect(run().stdout).not.toContain(commune.code)
    expect(run('--every-minute').status).toBe(2)
  })

  test('steps back while another one is at work', async () => {
    await owner.query(`select pg_advisory_lock(hashtext('dan-cham nightly'))`)
    try {
      const second = run()
      expect(second.status, second.stderr).toBe(0)
      expect(second.stdout).toMatch(/being done by another process/)
    } finally {
      await owner.query(`select pg_advisory_unlock(hashtext('dan-cham nightly'))`)
    }
  })
})
