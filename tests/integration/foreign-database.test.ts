import { rmSync } from 'node:fs'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type OpenDatabase, openDatabase } from '../../scripts/database.mjs'
import { makeTemporaryDataDir } from '../../scripts/support/temporary-data-dir.mjs'

// DATABASE_URL: a server that somebody else runs. Here a second embedded one plays it, reached as an ordinary role that owns a database.

const HOSTING = 'hosting_owner'
const NAMES = ['DATA_DIR', 'APP_DATABASE_URL', 'OWNER_DATABASE_URL', 'SUBMISSION_KEY', 'AUTH_SECRET'] as const
const outer = NAMES.map((name) => [name, process.env[name]] as const)
const homes: string[] = []
let server: OpenDatabase
let superuser: pg.Client
let url: string

const makeHome = () => {
  const home = makeTemporaryDataDir('foreign')
  homes.push(home)
  process.env['DATA_DIR'] = home
  return home
}

const urlFor = (user: string, password: string) => {
  const made = new URL(server.ownerUrl)
  Object.assign(made, { username: user, password, pathname: '/hosted' })
  return made.href
}

beforeAll(async () => {
  for (const name of NAMES) delete process.env[name]
  makeHome()
  server = await openDatabase()
  superuser = new pg.Client(String(server.superuserUrl).replace('/dan_cham?', '/postgres?'))
  await superuser.connect()
  await superuser.query(`create role ${HOSTING} login createrole password 'hosting'`)
  await superuser.query('drop database dan_cham with (force)')
  await superuser.query('drop role dan_cham_app')
  await superuser.query(`create database hosted owner ${HOSTING}`)
  url = urlFor(HOSTING, 'hosting')
})

afterEach(() => {
  delete process.env['DATABASE_URL']
  delete process.env['APP_DATABASE_URL']
})

afterAll(async () => {
  await superuser.end()
  await server.close()
  for (const home of homes) rmSync(home, { recursive: true, force: true })
  for (const [name, value] of outer) if (value !== undefined) process.env[name] = value
})

test('an owner that is no superuser migrates, and the app role gets a password of its own', async () => {
  makeHome()
  process.env['DATABASE_URL'] = url
  const database = await openDatabase()
  expect(database.embedded).toBe(false)
  const client = new pg.Client(database.appUrl)
  await client.connect()
  const { rows } = await client.query('select current_user as app, (select count(*)::int from response) as responses')
  await client.end()
  expect(rows).toEqual([{ app: 'dan_cham_app', responses: 0 }])
  await database.close()
})

test('a data directory with another key is refused, since answers sent again would be counted twice', async () => {
  makeHome()
  process.env['DATABASE_URL'] = url
  await expect(openDatabase()).rejects.toThrow(/SUBMISSION_KEY is not the one that this database was begun with/)
})

test('an owner that may not make roles is told to bring the app role', async () => {
  makeHome()
  await superuser.query(`alter role ${HOSTING} nocreaterole`)
  process.env['DATABASE_URL'] = url
  await expect(openDatabase()).rejects.toThrow(/may not make the role dan_cham_app: make it and give its URL as APP_DATABASE_URL/)
})

test('the owner given as app role is refused', async () => {
  makeHome()
  process.env['DATABASE_URL'] = url
  process.env['APP_DATABASE_URL'] = url
  await expect(openDatabase()).rejects.toThrow(/owns the database/)
})

test('a server that does not answer is named without its password', async () => {
  makeHome()
  process.env['DATABASE_URL'] = 'postgresql://a:secret-word@127.0.0.1:1/x'
  const error = await openDatabase().catch((thrown: Error) => thrown)
  expect(String(error)).toMatch(/does not answer \(ECONNREFUSED\)/)
  expect(String(error)).not.toContain('secret-word')
})
