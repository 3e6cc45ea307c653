import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { appendAudit, cameFirst } from '@/lib/server/audit/append-audit.ts'
import { chainHash, chainStart } from '@/lib/server/audit/chain-hash.ts'
import { listAuditEvents } from '@/lib/server/audit/list-audit-events.ts'
import { loadTrail } from '@/lib/server/audit/load-trail.ts'
import { readChain, readHead } from '@/lib/server/audit/read-chain.ts'
import { type ChainHead, verifyChain } from '@/lib/server/audit/verify-chain.ts'
import { enterScope } from '@/lib/server/communes/create-commune.ts'
import { closeDatabase, forScope, forScopeRaw } from '@/lib/server/db.ts'
import { closeIntake } from '@/lib/server/responses/intake-pool.ts'
import { mintScope, type Scope } from '@/lib/server/scope.ts'
import { type OpenDatabase, openDatabase } from '../../scripts/database.mjs'
import { sendComment } from './support/add-comment.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const officer = { id: 'account-1', role: 'officer' } as const
const act = (n: number) => ({ actor: officer, action: 'wave.open', subject: { kind: 'wave', id: '2024' }, detail: { n } }) as const

let database: OpenDatabase
let superuser: pg.Client
let owner: pg.Client
let commune: MadeCommune
let neighbour: MadeCommune
let version: string

const connected = async (url: string | undefined) => {
  const client = new pg.Client(url)
  await client.connect()
  return client
}
const append = (scope: Scope, n: number) => forScope(scope, (tx) => appendAudit(tx, scope, act(n)))
const verify = async (client: pg.Client, scope: Scope, heads: readonly ChainHead[] = []) =>
  verifyChain(scope.communeId, readChain(client, scope), heads)

/** What somebody with all rights could do to the commune's chain, the verdict on it, and everything back as it was. */
const tampered = async (heads: readonly ChainHead[], tamper: (communeId: string) => Promise<unknown>) => {
  await superuser.query('begin')
  try {
    await superuser.query(`set local session_replication_role = replica`)
    await tamper(commune.scope.communeId)
    return (await verify(superuser, commune.scope, heads)).faults
  } finally {
    await superuser.query('rollback')
  }
}
const headNow = async (): Promise<ChainHead> => {
  await superuser.query('begin')
  const head = await readHead(superuser, commune.scope, '2026-11-23')
  await superuser.query('rollback')
  if (!head) throw new Error('the chain is empty')
  return head
}

beforeAll(async () => {
  database = await openDatabase()
  ;[superuser, owner] = await Promise.all([connected(database.superuserUrl), connected(database.ownerUrl)])
  const health = findInstrument('health-station', '2024')
  commune = await makeCommune({ TYT: 'health-station' }, { '2024': [health] })
  neighbour = await makeCommune({ TYT: 'health-station' }, { '2024': [health] })
  const { rows } = await superuser.query<{ id: string }>(
    'select instrument_version_id::text as id from wave_instrument where commune_id = $1',
    [commune.scope.communeId],
  )
  version = rows[0]?.id ?? ''
  for (let n = 1; n <= 5; n += 1) await append(commune.scope, n)
})
afterAll(async () => {
  await Promise.all([superuser.end(), owner.end(), closeDatabase(), closeIntake()])
  await database.close()
})

describe('the trail of a commune', () => {
  test('is a chain from its own start: each event follows the one before', async () => {
    const { rows } = await superuser.query(
      'select sequence, previous_hash, hash, body from audit_event where commune_id = $1 order by sequence',
      [commune.scope.communeId],
    )
    expect(rows.map((row) => row.sequence)).toEqual([1, 2, 3, 4, 5])
    expect(rows[0].previous_hash).toEqual(chainStart(commune.scope.communeId))
    for (const [i, row] of rows.entries()) {
      expect(row.hash).toEqual(chainHash(row.previous_hash, row.sequence, row.body))
      if (i > 0) expect(row.previous_hash).toEqual(rows[i - 1].hash)
    }
    expect(await tampered([await headNow()], async () => {})).toEqual([])
  })

  test('holds who, when, what and to what, and is read newest first by those who read the whole commune', async () => {
    const events = await listAuditEvents(commune.scope, 'officer', { limit: 2 })
    expect(events).toMatchObject([
      { sequence: 5, actor: officer, action: 'wave.open', subject: { kind: 'wave', id: '2024' }, detail: { n: 5 } },
      { sequence: 4 },
    ])
    expect((await listAuditEvents(commune.scope, 'inspection', { before: 3 })).map(({ sequence }) => sequence)).toEqual([2, 1])
    await expect(listAuditEvents(commune.scope, 'unit')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(listAuditEvents(mintScope(commune.scope.communeId, [commune.units['TYT'] ?? '']), 'officer')).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })

  test('is shown by the page, earlier ones behind a link, and checked where that is asked for', async () => {
    const first = await loadTrail(commune.scope, 'leader', { limit: 3, check: true })
    expect(first.events.map(({ sequence, actorName }) => [sequence, actorName])).toEqual([5, 4, 3].map((sequence) => [sequence, null]))
    expect(first).toMatchObject({ more: true, check: { events: 5, faults: [] } })
    const rest = await loadTrail(commune.scope, 'leader', { limit: 3, check: false, before: 3 })
    expect(rest.events.map(({ sequence }) => sequence)).toEqual([2, 1])
    expect(rest).toMatchObject({ more: false, check: null })
    await expect(loadTrail(commune.scope, 'unit', { limit: 3, check: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('has the event exactly where the act is committed', async () => {
    const before = (await headNow()).sequence
    await expect(
      forScope(commune.scope, async (tx) => {
        await appendAudit(tx, commune.scope, act(99))
        throw new Error('the act fails')
      }),
    ).rejects.toThrow('the act fails')
    expect((await headNow()).sequence).toBe(before)
  })

  test('takes an act of a unit’s account, and shows that account nothing', async () => {
    const scope = mintScope(commune.scope.communeId, [commune.units['TYT'] ?? ''])
    const before = (await headNow()).sequence
    await expect(append(scope, 6)).resolves.toBe(before + 1)
    expect(await forScope(scope, (tx) => tx.auditEvent.count())).toBe(0)
  })

  test('takes no event for another commune than the scope’s', async () => {
    await expect(forScope(neighbour.scope, (tx) => appendAudit(tx, commune.scope, act(1)))).rejects.toThrow()
  })

  test('can be appended to by the app role and neither changed, nor emptied, nor written otherwise', async () => {
    for (const sql of [
      `update audit_event set body = ''`,
      'delete from audit_event',
      'truncate audit_event',
      `insert into audit_event values ('${commune.scope.communeId}', 9, '', '', '')`,
      `insert into audit_head values ('${commune.scope.communeId}', '2026-11-23', 9, '')`,
    ])
      await expect(
        forScopeRaw(commune.scope, (client) => client.query(sql)),
        sql,
      ).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    'update audit_event set sequence = sequence',
    'delete from audit_event',
    'truncate audit_event',
    'delete from audit_head',
    'truncate audit_head',
  ])('refuses the owner and the superuser alike: %s', async (sql) => {
    for (const client of [owner, superuser]) {
      await client.query('begin')
      await enterScope(client, commune.scope)
      await client.query(`insert into audit_head values ('${commune.scope.communeId}', '2026-01-01', 1, '\\x00')`)
      await expect(client.query(sql)).rejects.toThrow(/never changed and never removed/)
      await client.query('rollback')
    }
  })

  test('cannot take an event that does not carry its own hash', async () => {
    await superuser.query('begin')
    await expect(
      superuser.query(`insert into audit_event values ($1, 100, '\\x01', '\\x02', '\\x03')`, [commune.scope.communeId]),
    ).rejects.toMatchObject({ constraint: 'audit_event_hash' })
    await superuser.query('rollback')
  })
})

describe('somebody with all rights', () => {
  const body = Buffer.from('{"action":"nothing"}')

  test('who edits an event is caught, also with the hash made to fit', async () => {
    const onlyBody = await tampered([], async (id) => {
      await superuser.query('alter table audit_event drop constraint audit_event_hash')
      await superuser.query('update audit_event set body = $2 where commune_id = $1 and sequence = 3', [id, body])
    })
    expect(onlyBody).toEqual([{ sequence: 3, fault: 'hash' }])
    const withHash = await tampered([], (id) =>
      superuser.query(
        'update audit_event set body = $2, hash = sha256(previous_hash || int4send(sequence) || $2) where commune_id = $1 and sequence = 3',
        [id, body],
      ),
    )
    expect(withHash).toEqual([{ sequence: 4, fault: 'link' }])
  })

  test('who deletes an event is caught, also with the numbers closed up', async () => {
    expect(await tampered([], (id) => superuser.query('delete from audit_event where commune_id = $1 and sequence = 2', [id]))).toEqual([
      { sequence: 3, fault: 'gap' },
    ])
    const closedUp = await tampered([], async (id) => {
      await superuser.query('alter table audit_event drop constraint audit_event_hash')
      await superuser.query('delete from audit_event where commune_id = $1 and sequence = 2', [id])
      await superuser.query('update audit_event set sequence = sequence - 1 where commune_id = $1 and sequence > 2', [id])
    })
    expect(closedUp[0]).toEqual({ sequence: 2, fault: 'link' })
  })

  test('who cuts the end off, or empties the table, is caught by a head', async () => {
    const head = await headNow()
    const cut = (id: string) => superuser.query('delete from audit_event where commune_id = $1 and sequence > 3', [id])
    expect(await tampered([], cut)).toEqual([])
    expect(await tampered([head], cut)).toEqual([{ sequence: head.sequence, fault: 'head-missing', day: '2026-11-23' }])
    expect(await tampered([head], () => superuser.query('truncate audit_event'))).toMatchObject([{ fault: 'head-missing' }])
  })

  test('who writes the whole chain anew is caught by a head that lies outside', async () => {
    const head = await headNow()
    const rewrite = async (id: string) => {
      await superuser.query('delete from audit_event where commune_id = $1', [id])
      let previous: Buffer = chainStart(id)
      for (let sequence = 1; sequence <= head.sequence; sequence += 1) {
        const hash = chainHash(previous, sequence, body)
        await superuser.query('insert into audit_event values ($1, $2, $3, $4, $5)', [id, sequence, previous, hash, body])
        previous = hash
      }
    }
    expect(await tampered([], rewrite)).toEqual([])
    expect(await tampered([head], rewrite)).toEqual([{ sequence: head.sequence, fault: 'head-differs', day: '2026-11-23' }])
  })
})

describe('many at once', () => {
  test('32 writers of 100 acts each keep one chain', async () => {
    const made = await makeCommune({ TYT: 'health-station' })
    const writers = await Promise.all(Array.from({ length: 32 }, () => connected(database.appUrl)))
    const started = performance.now()
    await Promise.all(
      writers.map(async (client, w) => {
        for (let n = 0; n < 100; n += 1) {
          await client.query('begin')
          await enterScope(client, made.scope)
          await appendAudit(client, made.scope, act(w * 100 + n))
          await client.query('commit')
        }
      }),
    )
    console.info(`3,200 acts by 32 writers: ${Math.round(performance.now() - started)} ms`)
    await Promise.all(writers.map((client) => client.end()))
    const { events, faults } = await verify(superuser, made.scope)
    expect({ events, faults }).toEqual({ events: 3_200, faults: [] })
    const { rows } = await superuser.query('select body from audit_event where commune_id = $1', [made.scope.communeId])
    expect(new Set(rows.map((row) => JSON.parse(row.body.toString('utf8')).detail.n)).size).toBe(3_200)
  })

  test('an act that saw an older moment is told to try again, and leaves no fork', async () => {
    const failed = forScopeRaw(commune.scope, async (client) => {
      await client.query('select count(*) from audit_event')
      await append(commune.scope, 7)
      return appendAudit(client, commune.scope, act(8))
    })
    await expect(failed).rejects.toSatisfy(cameFirst)
    expect(await tampered([], async () => {})).toEqual([])
  })

  test('a submission waits for no act and leaves none', async () => {
    const before = (await headNow()).sequence
    await forScope(commune.scope, async (tx) => {
      await appendAudit(tx, commune.scope, act(9))
      // The commune's chain is held now; a citizen does not notice.
      await sendComment(commune, { unit: 'TYT', wave: '2024', version, day: '2026-11-23', comment: 'Không phải chờ' })
    })
    expect((await headNow()).sequence).toBe(before + 1)
  })
})

describe('npm run audit', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/audit.ts', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: database.home },
    })

  test('prints the head, and verifies against one that was kept', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dan-cham-heads-'))
    try {
      const file = join(dir, 'heads.jsonl')
      const head = run('head', '--commune', commune.code, '--out', file)
      expect(head.status, head.stderr).toBe(0)
      expect(JSON.parse(head.stdout)).toMatchObject({
        commune: commune.code,
        sequence: (await headNow()).sequence,
        hash: (await headNow()).hash,
      })
      expect(readFileSync(file, 'utf8')).toBe(head.stdout)
      await append(commune.scope, 10)
      const good = run('verify', '--commune', commune.code, '--heads', file)
      expect(good.stderr).toBe('')
      expect(good.status).toBe(0)
      expect(good.stdout).toMatch(/the chain is whole and holds \d+ heads/)

      writeFileSync(file, `${JSON.stringify({ ...JSON.parse(head.stdout), hash: '0'.repeat(64) })}\n`)
      const bad = run('verify', '--commune', commune.code, '--heads', file)
      expect(bad.status).toBe(1)
      expect(bad.stderr).toMatch(/head-differs/)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })

  test('fails where a head speaks of a commune that is gone, and says how it is used', () => {
    expect(run('verify', '--commune', 'nowhere').status).toBe(1)
    expect(run('prove').status).toBe(2)
  })
})
