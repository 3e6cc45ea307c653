import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { closeDatabase, forScope, forScopeRaw, pool } from '@/lib/server/db.ts'
import { mintScope, type Scope } from '@/lib/server/scope.ts'
import { loadCommuneComparison } from '@/lib/server/scores/load-commune-comparison.ts'
import { loadUnitScores } from '@/lib/server/scores/load-unit-scores.ts'
import { listShownSnapshots } from '@/lib/server/scores/shown-snapshots.ts'
import { listSnapshots } from '@/lib/server/waves/list-snapshots.ts'
import { listWaves } from '@/lib/server/waves/list-waves.ts'
import { closeWave, openWave } from '@/lib/server/waves/open-wave.ts'
import { takeWaveSnapshot } from '@/lib/server/waves/take-wave-snapshot.ts'
import { bringAnswers } from './support/answer-files.ts'
import { asOwner } from './support/as-owner.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

// The second wall by itself: whatever a query forgets to ask for, the rows of others do not come. Tables are read from the catalogue, so
// that a new one is either behind the wall or named here with its reason.

/** Tables without row level security, and why. */
const outside: Readonly<Record<string, string>> = {
  published_series: 'published by the province: no commune’s data',
  user: 'better-auth looks an account up before any commune is known; lists of accounts ask by commune',
  session: 'found by its token alone',
  account: 'the password’s hash, found by its user alone',
  verification: 'better-auth’s own, unused without mail',
  rateLimit: 'keyed by an HMAC of the address, holds counts',
  _prisma_migrations: 'the owner’s own: the application may not read it',
}

type Column = { readonly name: string; readonly type: string; readonly needed: boolean; readonly label: string | null }
type Table = { readonly name: string; readonly forced: boolean; readonly columns: readonly Column[] }

const readTables = async (): Promise<readonly Table[]> => {
  const { rows } = await pool().query<Table>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
            json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'needed', a.attnotnull and not a.atthasdef,
                                       'label', (select e.enumlabel from pg_enum e where e.enumtypid = a.atttypid order by e.enumsortorder limit 1))
                     order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace group by c.oid order by 1`,
  )
  return rows
}

const UNITS = { TYT: 'health-station', TH1: 'primary-school' } as const
const health = findInstrument('health-station', '2024')
const school = findInstrument('primary-school', '2024')
let tables: readonly Table[]
let a: MadeCommune
let b: MadeCommune

/** What checks of tables ask for. */
const wanted: Readonly<Record<string, unknown>> = {
  status: 'released',
  released_text: 'Ý kiến đã duyệt',
  released_on: '2024-12-01',
  due_on: '2024-12-20',
  shown: true,
  job: 'rewrite',
  act: 'create',
  step: 'waiting',
}

/** A row of any table, in which what must point at something points at the unit TYT, its wave and its answers. */
async function plantRow(client: pg.Client, table: Table, { scope, units, waves }: MadeCommune, unit: string): Promise<void> {
  const one = async (from: string, where = '') =>
    (await client.query<{ id: string }>(`select id::text from "${from}" ${where} order by id limit 1`)).rows[0]?.id
  const response = await one('response', `where unit_id = '${units[unit]}'`)
  const pointers: Readonly<Record<string, string | undefined>> = {
    commune_id: scope.communeId,
    wave_id: waves['2024'],
    unit_id: units[unit],
    from_unit_id: units[unit],
    to_unit_id: units[unit],
    response_id: response,
    comment_id: await one('comment', `where unit_id = '${units[unit]}'`),
    snapshot_id: await one('score_snapshot'),
    instrument_version_id: await one('instrument_version'),
  }
  const fill = ({ name, type, label }: Column): unknown => {
    if (pointers[name] !== undefined) return pointers[name]
    if (wanted[name] !== undefined) return wanted[name]
    if (label !== null) return label
    if (type === 'uuid') return randomUUID()
    if (type === 'bytea') return randomBytes(32)
    if (type === 'date' || type.startsWith('timestamp')) return '2024-11-02'
    if (/^(json|jsonb)$/.test(type)) return '{}'
    if (/int|double|numeric/.test(type)) return 1
    if (type === 'boolean') return false
    if (type.endsWith('[]')) return '{}'
    return randomBytes(4).toString('hex')
  }
  const columns = table.columns.filter(({ name, needed }) => needed || (table.name === 'comment_review' && name in wanted))
  await client.query(
    `insert into "${table.name}" (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
    columns.map(fill),
  )
}

async function furnish(commune: MadeCommune): Promise<void> {
  const id = commune.waves['2024'] ?? ''
  await forScopeRaw(commune.scope, (client) => openWave(client, commune.scope, id, new Date('2024-10-01T00:00:00Z')))
  await bringAnswers(
    commune,
    '2024',
    'TYT',
    health,
    Array.from({ length: 40 }, (_, i) => ({ hs_respect: 1 + (i % 5), day: '2024-11-01' })),
  )
  await bringAnswers(
    commune,
    '2024',
    'TH1',
    school,
    Array.from({ length: 40 }, (_, i) => ({ grade: 1 + (i % 5), day: '2024-11-01' })),
  )
  await forScopeRaw(commune.scope, (client) => closeWave(client, commune.scope, id, new Date('2024-11-30T00:00:00Z')))
  await takeWaveSnapshot(commune.scope, { id: 'setup', role: 'program' }, '2024')
  const walled = tables.filter(({ forced, name }) => forced && name !== 'commune')
  // Comments before their reviews.
  const order = [...walled].sort((one, other) => Number(one.name === 'comment_review') - Number(other.name === 'comment_review'))
  await asOwner(commune.scope, async (client) => {
    for (const table of order) {
      const hasUnit = table.columns.some(({ name }) => name === 'unit_id' || name === 'to_unit_id') && table.name !== 'unit'
      for (const unit of hasUnit ? Object.keys(UNITS) : ['TYT']) {
        const where = hasUnit ? ` where ${unitColumn(table)} = '${commune.units[unit]}'` : ''
        const { rows } = await client.query(`select 1 from "${table.name}"${where} limit 1`)
        if (rows.length === 0) await plantRow(client, table, commune, unit)
      }
    }
  })
}

const unitColumn = ({ name, columns }: Table): string | undefined =>
  name === 'unit' ? 'id' : ['unit_id', 'to_unit_id'].find((column) => columns.some((one) => one.name === column))

beforeAll(async () => {
  tables = await readTables()
  a = await makeCommune(UNITS, { '2024': [health, school] })
  b = await makeCommune(UNITS, { '2024': [health, school] })
  await furnish(a)
  await furnish(b)
})
afterAll(closeDatabase)

test('every table has row level security enabled and forced, or is named with the reason why not', () => {
  expect(tables.length).toBeGreaterThan(20)
  const open = tables.filter(({ forced }) => !forced).map(({ name }) => name)
  expect(open.sort()).toEqual(Object.keys(outside).sort())
})

test('a table outside the wall holds no commune’s data: none has a commune, accounts apart', () => {
  const withCommune = tables.filter(({ forced, columns }) => !forced && columns.some(({ name }) => /commune/i.test(name)))
  expect(withCommune.map(({ name }) => name)).toEqual(['user'])
})

const countsOf = async (scope: Scope, question: (table: Table) => string): Promise<Readonly<Record<string, number>>> =>
  forScopeRaw(scope, async (client) => {
    const counts: Record<string, number> = {}
    for (const table of tables.filter(({ forced, name }) => forced && name !== 'commune'))
      counts[table.name] = Number((await client.query<{ n: number }>(question(table))).rows[0]?.n)
    return counts
  })

describe('a query that asks for everything', () => {
  test('finds rows of the own commune in every table, and of no other', async () => {
    const own = await countsOf(a.scope, ({ name }) => `select count(*)::int as n from "${name}"`)
    expect(Object.entries(own).filter(([, n]) => n === 0)).toEqual([])
    const others = await countsOf(
      a.scope,
      ({ name }) => `select count(*)::int as n from "${name}" where commune_id <> '${a.scope.communeId}'`,
    )
    expect(Object.entries(others).filter(([, n]) => n !== 0)).toEqual([])
  })

  test('finds, in the scope of one unit, nothing of another unit in any table that has units', async () => {
    const unitId = a.units['TH1'] ?? ''
    const one = mintScope(a.scope.communeId, [unitId])
    const other = await countsOf(one, (table) => {
      const column = unitColumn(table)
      return `select count(*)::int as n from "${table.name}" where ${column ? `${column} <> '${unitId}'` : 'false'}`
    })
    expect(Object.entries(other).filter(([, n]) => n !== 0)).toEqual([])
    const behind = await countsOf(a.scope, (table) => {
      const column = unitColumn(table)
      return `select count(*)::int as n from "${table.name}" where ${column ? `${column} <> '${unitId}'` : 'true'}`
    })
    // The rows are there: the test would find them without the wall.
    expect(Object.entries(behind).filter(([, n]) => n === 0)).toEqual([])
  })

  test('finds, in the scope of one unit, no answer, flag or comment of another, however it is joined', async () => {
    const one = mintScope(a.scope.communeId, [a.units['TH1'] ?? ''])
    const seen = await forScopeRaw(one, async (client) => {
      const { rows } = await client.query<{ flags: number; joined: number; comments: number; codes: string[] }>(
        `select (select count(*)::int from response_flag f where not exists (select 1 from response r where r.id = f.response_id)) as flags,
                (select count(*)::int from score s right join score_snapshot t on t.id = s.snapshot_id where s.unit_id <> all ($1)) as joined,
                (select count(*)::int from comment) as comments, (select array_agg(code) from unit) as codes`,
        [[a.units['TH1']]],
      )
      return rows[0]
    })
    expect(seen).toEqual({ flags: 0, joined: 0, comments: 0, codes: ['TH1'] })
  })
})

describe('a loader whose check was forgotten', () => {
  // A scope that says one commune (or unit) while everything else that is asked for is another's.
  const forged = () => mintScope(a.scope.communeId, [a.units['TH1'] ?? ''])

  test('finds no other unit’s scores', async () => {
    expect(await loadUnitScores(forged(), 'TYT')).toBeNull()
    expect((await loadUnitScores(a.scope, 'TYT'))?.unit.code).toBe('TYT')
  })

  test('finds no other commune’s rows under a where that names it', async () => {
    const seen = await forScope(a.scope, async (tx) => [
      await tx.response.count({ where: { communeId: b.scope.communeId } }),
      await tx.score.count({ where: { communeId: b.scope.communeId } }),
      await tx.scoreSnapshot.count({ where: { OR: [{ communeId: b.scope.communeId }, { waveId: b.waves['2024'] ?? '' }] } }),
      await tx.commentReview.count({ where: { unitId: b.units['TYT'] ?? '' } }),
      await tx.collectionPoint.count({ where: { unitId: b.units['TYT'] ?? '' } }),
    ])
    expect(seen).toEqual([0, 0, 0, 0, 0])
  })

  test('lists no other commune’s waves and snapshots where the commune in its query is another than the database’s', async () => {
    // The worst forgery: the query is for b, the transaction for a.
    const crossed = { ...b.scope, communeId: b.scope.communeId } as Scope
    const inside = await forScopeRaw(a.scope, (client) => listShownSnapshots(client, crossed, 'staff'))
    expect(inside).toEqual([])
    expect((await forScopeRaw(b.scope, (client) => listShownSnapshots(client, b.scope, 'staff'))).length).toBe(1)
  })

  test('shows a unit’s scope neither the commune’s comparison nor anything of other units in lists of the commune', async () => {
    // It may also fail, since the commune itself is no unit in this scope: what counts is that nothing comes.
    const view = await loadCommuneComparison(forged(), '2024', '2024', 'staff').catch(() => null)
    const text = JSON.stringify([view, await listWaves(forged()), await listSnapshots(forged())])
    for (const marker of [a.units['TYT'], '"TYT"', b.code, b.scope.communeId]) expect(text).not.toContain(marker)
  })
})
