import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { releaseComment } from '@/lib/server/comments/decide-comment.ts'
import { closeDatabase, forScope } from '@/lib/server/db.ts'
import { runNight } from '@/lib/server/nightly/run-night.ts'
import { closeIntake, intakePool } from '@/lib/server/responses/intake-pool.ts'
import { type OpenDatabase, openDatabase } from '../../scripts/database.mjs'
import { sendComment } from './support/add-comment.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const MARKER = 'Dấu-hiệu-7f3a'
const PHONE = '0987650123'
/** Answers that occur nowhere else. One alone may be part of a hash or a process id: looked for together, as SQL and JSON print them. */
const ANSWERS = [31_337, 31_338, 31_339]
const TOO_LARGE = 99_999
const planted = [MARKER, PHONE, ANSWERS.join(','), ANSWERS.join(', '), `"${TOO_LARGE}"`, `value ${TOO_LARGE}`]
const officer = { id: 'officer-logs', role: 'officer' } as const

let database: OpenDatabase
let superuser: pg.Client
let owner: pg.Client
let commune: MadeCommune
let version: string
let commentId: string
let said: string[] = []

const send = (n: number) =>
  sendComment(commune, {
    unit: 'TYT',
    wave: '2024',
    version,
    day: '2026-11-20',
    comment: `${MARKER} số ${n}, gọi ${PHONE}`,
    answers: ANSWERS,
  })

beforeAll(async () => {
  database = await openDatabase()
  superuser = new pg.Client(database.superuserUrl)
  owner = new pg.Client(database.ownerUrl)
  await Promise.all([superuser.connect(), owner.connect()])
  commune = await makeCommune({ TYT: 'health-station' }, { '2024': [findInstrument('health-station', '2024')] })
  const { rows } = await superuser.query('select instrument_version_id::text as id from wave_instrument where commune_id = $1', [
    commune.scope.communeId,
  ])
  version = rows[0].id
  commentId = (await send(1)).commentId
})
beforeEach(() => {
  said = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      said.push(String(chunk))
      return true
    })
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void said.push(words.map(String).join(' ')))
  return () => vi.restoreAllMocks()
})
afterAll(async () => {
  await Promise.all([superuser.end(), owner.end(), closeDatabase(), closeIntake()])
  await database.close()
})

const serverLog = () =>
  ['postgres.log', 'postgres.log.1']
    .map((file) => join(database.home, file))
    .filter(existsSync)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
const none = (text: string) => {
  for (const word of planted) expect(text).not.toContain(word)
}

describe('an answer and a comment', () => {
  test('are in no log after statements that fail with them in hand', async () => {
    const row = (change: object) =>
      JSON.stringify([
        {
          id: commentId,
          wave: commune.waves['2024'],
          unit: commune.units['TYT'],
          version,
          mode: 'poster',
          day: '2026-11-20',
          answers: ANSWERS,
          content: '00',
          receipt: '00',
          instrument: 'x',
          comment_id: commentId,
          comment: MARKER,
          comment_content: '00',
          comment_receipt: '00',
          ...change,
        },
      ])
    const fail = (change: object) => intakePool().query('select submit_responses($1, $2::jsonb)', [commune.scope.communeId, row(change)])
    // A foreign key, a number too large for a code, an enum, a date, a constraint: each error names what was sent in its detail or message.
    await expect(fail({ unit: '00000000-0000-4000-8000-000000000000' })).rejects.toThrow()
    await expect(fail({ answers: [TOO_LARGE, ...ANSWERS] })).rejects.toThrow()
    await expect(fail({ mode: MARKER })).rejects.toThrow()
    await expect(fail({ day: MARKER })).rejects.toThrow()
    await expect(intakePool().query('select submit_responses($1, $2::jsonb)', [commune.scope.communeId, `{"${MARKER}`])).rejects.toThrow()
    await expect(superuser.query(`insert into comment select * from comment where id = $1`, [commentId])).rejects.toThrow()
    await expect(forScope(commune.scope, (tx) => tx.$executeRaw`update comment set text = ${`${MARKER} ${PHONE}`}`)).rejects.toThrow()
    none(serverLog())
    none(said.join('\n'))
  })

  test('are in no log after a refused and an allowed release, and in no error for whoever asked', async () => {
    const now = new Date()
    const refused = await releaseComment(commune.scope, officer, commentId, now).then(
      () => null,
      (error: unknown) => error,
    )
    none(JSON.stringify(refused) + String(refused))
    await releaseComment(commune.scope, officer, commentId, now, { despiteFinds: true })
    none(serverLog())
    none(said.join('\n'))
  })

  test('are in no line of the nightly work, also where it fails', async () => {
    const lines: string[] = []
    const night = { owner, day: '2026-11-21', log: (line: string) => lines.push(line) }
    await runNight({
      ...night,
      keepHead: () => {
        throw new Error(`${MARKER} ${PHONE}`)
      },
    })
    await runNight({ ...night, keepHead: () => {} })
    expect(lines.some((line) => line.startsWith(`${commune.code} `))).toBe(true)
    none([...lines, ...said].join('\n') + serverLog())
  })

  test('are in no other table than their own', async () => {
    const { rows: tables } = await superuser.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    expect(tables.length).toBeGreaterThan(20)
    const holding: Record<string, string[]> = {}
    for (const { name } of tables) {
      const { rows } = await superuser.query<{ row: string }>(`select t::text as row from "${name}" t`)
      const text = rows.map(({ row }) => row).join('\n')
      // bytea columns are printed as hex
      const found = planted.filter((word) => text.includes(word) || text.includes(Buffer.from(word, 'utf8').toString('hex')))
      if (found.length) holding[name] = found
    }
    expect(Object.keys(holding).sort()).toEqual(['comment', 'comment_review', 'response'])
    expect(holding['response']).toEqual([ANSWERS.join(',')])
  })
})
