import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkDatabase, type OpenDatabase, openDatabase } from '../../scripts/database.mjs'
import { migrate } from '../../scripts/migrate.mjs'

let database: OpenDatabase
let owner: pg.Client
let superuser: pg.Client

beforeAll(async () => {
  database = await openDatabase()
  owner = new pg.Client(database.ownerUrl)
  superuser = new pg.Client(database.superuserUrl)
  await Promise.all([owner.connect(), superuser.connect()])
})

afterAll(async () => {
  await Promise.all([owner.end(), superuser.end()])
  await database.close()
})

const asRole = async (url: string, act: (client: pg.Client) => Promise<unknown>) => {
  const client = new pg.Client(url)
  await client.connect()
  await act(client).finally(() => client.end())
}

describe('the embedded server', () => {
  test('keeps what it acknowledges: fsync, full page writes and synchronous commit are on', async () => {
    const { rows } = await owner.query(
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name`,
    )
    expect(rows.map((row) => `${row.name}=${row.setting}`)).toEqual(['fsync=on', 'full_page_writes=on', 'synchronous_commit=on'])
  })

  test('listens on no port, and its socket lies in a folder that only its own user can enter', async () => {
    const { rows } = await superuser.query(
      `select current_setting('listen_addresses') as tcp, current_setting('unix_socket_directories') as dir`,
    )
    expect(rows[0].tcp).toBe('')
    expect(statSync(rows[0].dir).mode & 0o777).toBe(0o700)
  })

  test('asks every role for its password', async () => {
    const url = new URL(database.ownerUrl)
    url.password = 'wrong'
    const client = new pg.Client(url.href)
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' })
  })

  test('keeps its secrets readable by their owner alone', () => {
    expect(statSync(join(database.home, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(database.secrets.SUBMISSION_KEY).toMatch(/^[0-9a-f]{64}$/)
  })

  test('writes no answer into its log: neither a violated constraint nor a failed cast', async () => {
    await owner.query('create table secret_words (word text primary key)')
    await owner.query(`insert into secret_words values ('planted-marker')`)
    await expect(owner.query(`insert into secret_words values ('planted-marker')`)).rejects.toMatchObject({ code: '23505' })
    await expect(owner.query(`select 'planted-marker'::int`)).rejects.toMatchObject({ code: '22P02' })
    await owner.query('drop table secret_words')
    const log = readFileSync(join(database.home, 'postgres.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain('planted-marker')
  })
})

describe('the app role', () => {
  test('neither owns, nor is superuser, nor bypasses row level security', async () => {
    await expect(checkDatabase(database.ownerUrl, database.appUrl)).resolves.toBeUndefined()
  })

  test('is refused when it is the owner', async () => {
    await expect(checkDatabase(database.ownerUrl, database.ownerUrl)).rejects.toThrow(/owns the database/)
  })

  test('is refused when it is a superuser', async () => {
    await expect(checkDatabase(database.ownerUrl, String(database.superuserUrl))).rejects.toThrow(/superuser/)
  })

  test('is refused with BYPASSRLS', async () => {
    await superuser.query('alter role dan_cham_app bypassrls')
    await expect(
      checkDatabase(database.ownerUrl, database.appUrl).finally(() => superuser.query('alter role dan_cham_app nobypassrls')),
    ).rejects.toThrow(/BYPASSRLS/)
  })

  test('is refused with synchronous_commit off', async () => {
    await superuser.query('alter role dan_cham_app set synchronous_commit = off')
    await expect(
      checkDatabase(database.ownerUrl, database.appUrl).finally(() => superuser.query('alter role dan_cham_app reset synchronous_commit')),
    ).rejects.toThrow(/synchronous_commit/)
  })

  test('is refused on a server with fsync off', async () => {
    await superuser.query('alter system set fsync = off')
    await superuser.query('select pg_reload_conf()')
    await vi.waitFor(() => expect(checkDatabase(database.ownerUrl, database.appUrl)).rejects.toThrow(/fsync off/), { timeout: 10_000 })
    await superuser.query('alter system reset fsync')
    await superuser.query('select pg_reload_conf()')
    await vi.waitFor(() => checkDatabase(database.ownerUrl, database.appUrl), { timeout: 10_000 })
  })

  test('may not change the schema', async () => {
    await asRole(database.appUrl, (client) =>
      expect(client.query('create table intruder (a int)')).rejects.toMatchObject({ code: '42501' }),
    )
  })
})

describe('migrations', () => {
  const scratch = { url: '', dir: '' }

  const write = (name: string, sql: string) => {
    mkdirSync(join(scratch.dir, name), { recursive: true })
    writeFileSync(join(scratch.dir, name, 'migration.sql'), sql)
  }

  beforeEach(async () => {
    await superuser.query('drop database if exists migrate_scratch with (force)')
    await superuser.query('create database migrate_scratch owner dan_cham_owner')
    const url = new URL(database.ownerUrl)
    url.pathname = '/migrate_scratch'
    scratch.url = url.href
    scratch.dir = mkdtempSync(join(tmpdir(), 'dan-cham-migrations-'))
    write('1_one', 'create table one (a int);')
    write('2_two', 'create table two (a int);')
  })

  afterEach(async () => {
    rmSync(scratch.dir, { recursive: true, force: true })
    await superuser.query('drop database if exists migrate_scratch with (force)')
  })

  test('are applied once, in order of their names', async () => {
    await expect(migrate(scratch.url, scratch.dir)).resolves.toEqual(['1_one', '2_two'])
    await expect(migrate(scratch.url, scratch.dir)).resolves.toEqual([])
  })

  test('are applied once by two starters at the same time', async () => {
    const both = await Promise.all([migrate(scratch.url, scratch.dir), migrate(scratch.url, scratch.dir)])
    expect(both.flat().sort()).toEqual(['1_one', '2_two'])
  })

  test('are refused when one was edited after it was applied', async () => {
    await migrate(scratch.url, scratch.dir)
    write('1_one', 'create table one (a bigint);')
    await expect(migrate(scratch.url, scratch.dir)).rejects.toThrow(/"1_one" was edited/)
  })

  test('are refused when the database is newer than the code', async () => {
    await migrate(scratch.url, scratch.dir)
    rmSync(join(scratch.dir, '2_two'), { recursive: true })
    await expect(migrate(scratch.url, scratch.dir)).rejects.toThrow(/newer schema "2_two"/)
  })

  test('are refused when Prisma recorded a failed one', async () => {
    await migrate(scratch.url, scratch.dir)
    await asRole(scratch.url, (client) => client.query(`update _prisma_migrations set finished_at = null where migration_name = '2_two'`))
    await expect(migrate(scratch.url, scratch.dir)).rejects.toThrow(/"2_two" failed earlier/)
  })

  test('roll a failing one back whole and keep those before it', async () => {
    write('3_bad', 'create table three (a int); insert into three values (1); select 1 / 0;')
    await expect(migrate(scratch.url, scratch.dir)).rejects.toThrow(/"3_bad" does not apply and was rolled back/)
    await asRole(scratch.url, async (client) => {
      const { rows } = await client.query(`select to_regclass('two') is not null as two, to_regclass('three') is not null as three`)
      expect(rows).toEqual([{ two: true, three: false }])
    })
    write('3_bad', 'create table three (a int);')
    await expect(migrate(scratch.url, scratch.dir)).resolves.toEqual(['3_bad'])
  })
})
