import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { closeDatabase, db, forScope, forScopeRaw, pool } from '@/lib/server/db.ts'
import { mintScope } from '@/lib/server/scope.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const health = findInstrument('health-station', '2024')
const units = { TYT: 'health-station', TH1: 'primary-school', XA: 'commune' } as const

let a: MadeCommune
let b: MadeCommune

const addResponse = (commune: MadeCommune, unit: string, into: MadeCommune = commune) =>
  forScope(commune.scope, (tx) => {
    const id = randomUUID()
    return tx.$executeRaw`
      insert into response (commune_id, id, wave_id, unit_id, instrument_version_id, mode, day, answers, content_hash, receipt_key)
      select ${into.scope.communeId}::uuid, ${id}::uuid, ${into.waves['2024']}::uuid, ${into.units[unit]}::uuid,
             (select instrument_version_id from wave_instrument where wave_id = ${commune.waves['2024']}::uuid), 'poster', '2024-11-01', '{5,NULL,98}'::smallint[],
             ${randomBytes(32)}, ${randomBytes(32)}`
  })
const countIn = (scope: Parameters<typeof forScope>[0]) => forScope(scope, (tx) => tx.response.count())

beforeAll(async () => {
  a = await makeCommune(units, { '2024': [health] })
  b = await makeCommune(units, { '2024': [health] })
  for (const unit of ['TYT', 'TYT', 'TH1']) await addResponse(a, unit)
  await addResponse(b, 'TYT')
  const comment = (commune: MadeCommune, unit: string) =>
    forScope(commune.scope, (tx) =>
      tx.comment.create({
        data: {
          communeId: commune.scope.communeId,
          id: randomUUID(),
          waveId: commune.waves['2024'] ?? '',
          unitId: commune.units[unit] ?? '',
          instrument: 'health-station',
          text: `Ý kiến của ${unit}`,
          contentHash: randomBytes(32),
          receiptKey: randomBytes(32),
        },
      }),
    )
  await comment(a, 'TYT')
  await comment(a, 'TH1')
})
afterAll(closeDatabase)

describe('row level security', () => {
  test('without a scope the app role sees nothing in any table that holds a commune', async () => {
    const { rows: tables } = await pool().query<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'commune_id' order by 1`,
    )
    expect(tables.length).toBeGreaterThanOrEqual(12)
    for (const { name } of tables) {
      const { rows } = await pool().query(`select count(*)::int as seen from "${name}"`)
      expect(rows, name).toEqual([{ seen: 0 }])
    }
  })

  test('every table that holds a commune has row level security enabled and forced, its key and its foreign keys begin with the commune', async () => {
    const { rows } = await pool().query(
      `select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id'
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)`,
    )
    expect(rows).toEqual([])
    const { rows: keys } = await pool().query(
      `select con.conrelid::regclass::text as table, con.conname as key
         from pg_constraint con join pg_attribute a on a.attrelid = con.conrelid and a.attname = 'commune_id'
        where con.contype in ('p', 'f') and con.conkey[1] <> a.attnum and con.connamespace = 'public'::regnamespace`,
    )
    expect(keys).toEqual([])
    const { rows: indexes } = await pool().query(
      `select i.indexrelid::regclass::text as index from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'commune_id'
         join pg_class c on c.oid = i.indrelid
        where c.relnamespace = 'public'::regnamespace and i.indkey[0] <> a.attnum order by 1`,
    )
    // The one look-up that happens before the commune is known: the code behind a QR poster.
    expect(indexes).toEqual([{ index: 'collection_point_code_key' }])
  })

  test('a commune sees its own rows and never its neighbour’s', async () => {
    expect(await countIn(a.scope)).toBe(3)
    expect(await countIn(b.scope)).toBe(1)
    const seen = await forScope(a.scope, (tx) => tx.unit.findMany({ where: { communeId: b.scope.communeId } }))
    expect(seen).toEqual([])
  })

  test('a scope of one unit sees that unit alone, in every table that has a unit', async () => {
    const { communeId } = a.scope
    const one = mintScope(communeId, [a.units['TH1'] ?? ''])
    expect(await countIn(one)).toBe(1)
    const seenUnits = await forScope(one, (tx) => tx.unit.findMany())
    expect(seenUnits.map((unit) => unit.code)).toEqual(['TH1'])
    expect(await countIn(mintScope(communeId, [a.units['TH1'] ?? '', a.units['TYT'] ?? '']))).toBe(3)
  })

  test('a scope of units sees no comment: what was released of one is read from its review', async () => {
    const texts = (scope: Parameters<typeof forScope>[0]) =>
      forScope(scope, async (tx) => (await tx.comment.findMany()).map((comment) => comment.text).sort())
    expect(await texts(mintScope(a.scope.communeId, [a.units['TH1'] ?? '']))).toEqual([])
    expect(await texts(a.scope)).toEqual(['Ý kiến của TH1', 'Ý kiến của TYT'])
  })

  test('a scope of no units sees nothing, though an unset list means all units', async () => {
    expect(await countIn(mintScope(a.scope.communeId, []))).toBe(0)
  })

  test('a row of another commune, or of a unit outside the scope, cannot be written', async () => {
    await expect(addResponse(a, 'TYT', b)).rejects.toThrow()
    await expect(addResponse({ ...a, scope: mintScope(a.scope.communeId, [a.units['TH1'] ?? '']) }, 'TYT')).rejects.toThrow()
    expect(await countIn(a.scope)).toBe(3)
    expect(await countIn(b.scope)).toBe(1)
  })

  test('a row of one’s own commune cannot point at another commune’s unit', async () => {
    const crossed = { ...a, units: { ...a.units, TYT: b.units['TYT'] ?? '' } }
    await expect(addResponse(crossed, 'TYT')).rejects.toThrow()
    expect(await countIn(a.scope)).toBe(3)
  })

  test('the scope ends with its transaction, also on the same connection and after an error', async () => {
    await expect(
      forScopeRaw(a.scope, async () => {
        throw new Error('on purpose')
      }),
    ).rejects.toThrow('on purpose')
    const clients = await Promise.all(Array.from({ length: 10 }, () => pool().connect()))
    try {
      for (const client of clients) expect((await client.query('select count(*)::int as seen from response')).rows).toEqual([{ seen: 0 }])
    } finally {
      for (const client of clients) client.release()
    }
    expect(await db().response.count()).toBe(0)
  })

  test('two hundred scopes, forty at once, each see their own', async () => {
    // Forty at a time for ten connections: more would wait longer than the pool lets anybody wait on a slow machine.
    for (let round = 0; round < 5; round += 1) {
      const seen = await Promise.all(Array.from({ length: 40 }, (_, i) => countIn(i % 2 ? a.scope : b.scope)))
      expect(seen).toEqual(Array.from({ length: 40 }, (_, i) => (i % 2 ? 3 : 1)))
    }
  })
})

describe('what is written once', () => {
  test.each(['response', 'comment', 'instrument_version', 'score', 'response_flag', 'published_series'])(
    'the app role may neither change nor remove a row of %s',
    async (table) => {
      const { rows } = await pool().query(
        `select has_table_privilege($1, 'update') or has_any_column_privilege($1, 'update') as change, has_table_privilege($1, 'delete') as remove, has_table_privilege($1, 'truncate') as empty`,
        [table],
      )
      expect(rows).toEqual([{ change: false, remove: false, empty: false }])
    },
  )

  test('changing and deleting a response are refused', async () => {
    await expect(forScope(a.scope, (tx) => tx.$executeRaw`update response set answers = '{1}'`)).rejects.toThrow(/permission denied/)
    await expect(forScope(a.scope, (tx) => tx.$executeRaw`delete from comment`)).rejects.toThrow(/permission denied/)
  })

  test('a snapshot’s figures and hashes stay, its publication may change', async () => {
    const change = (column: string, text: string) =>
      forScope(a.scope, (tx) => tx.$executeRawUnsafe(`update score_snapshot set ${column} = ${text}`))
    await expect(change('input_hash', `'x'`)).rejects.toThrow(/permission denied/)
    await expect(change('published_at', 'now()')).resolves.toBe(0)
  })

  test('the thresholds of a wave are never below the design’s and stay once it is open', async () => {
    const set = (change: string) => forScope(a.scope, (tx) => tx.$executeRawUnsafe(`update wave set ${change}`))
    await expect(set('minimum_cell = 4')).rejects.toThrow()
    await expect(set('minimum_effective = 29')).rejects.toThrow()
    await expect(set('minimum_cell = 6')).resolves.toBe(1)
    await expect(set(`status = 'open', opens_at = now()`)).resolves.toBe(1)
    await expect(set('minimum_cell = 7')).rejects.toThrow(/fixed when it opens/)
  })
})
