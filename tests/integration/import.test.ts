import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { closeDatabase, forScope, forScopeRaw } from '@/lib/server/db.ts'
import { AppError } from '@/lib/server/errors.ts'
import { type ImportRequest, importAnswers } from '@/lib/server/imports/import-answers.ts'
import { openWave } from '@/lib/server/waves/open-wave.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const health = findInstrument('health-station', '2024')
const items = health.codebook.map((item) => item.id)
const header = [...items, 'day', 'village', 'mode', 'weight', 'cluster'].join(',')
/** A row in which every item has its first code, with some cells changed. */
const row = (changed: Readonly<Record<string, string>> = {}) =>
  [
    ...health.codebook.map((item) => changed[item.id] ?? String(item.codes[0])),
    ...['day', 'village', 'mode', 'weight', 'cluster'].map((name) => changed[name] ?? ''),
  ].join(',')
const file = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`

let commune: MadeCommune
beforeAll(async () => {
  commune = await makeCommune(
    { TYT: 'health-station', TYT2: 'health-station', T01: 'village', T02: 'village', TH: 'primary-school' },
    { '2024': [health], '2025': [health], draft: [health] },
  )
  await forScopeRaw(commune.scope, async (client) => {
    await openWave(client, commune.scope, commune.waves['2024'] ?? '', new Date('2024-10-01T00:00:00Z'))
    await openWave(client, commune.scope, commune.waves['2025'] ?? '', new Date('2025-10-01T00:00:00Z'))
  })
})
afterAll(closeDatabase)

const bring = (text: string | Buffer, request: Partial<ImportRequest> = {}) =>
  forScopeRaw(commune.scope, (client) =>
    importAnswers(client, commune.scope, {
      wave: '2024',
      instrument: 'health-station',
      unit: 'TYT',
      open: () => Readable.from([Buffer.from(text)]),
      today: '2025-01-31',
      ...request,
    }),
  )
const faultsOf = async (text: string, request: Partial<ImportRequest> = {}) => {
  const error = await bring(text, request).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw new Error(`an AppError was due, not ${String(error)}`)
  return { code: error.code, message: error.message, issues: error.issues.map(({ path, message }) => `${path}: ${message}`) }
}
const stored = (unit = 'TYT') =>
  forScope(
    commune.scope,
    (tx) =>
      tx.$queryRaw<
        { answers: (number | null)[]; day: string; mode: string; weight: number; cluster: string | null; village: string | null }[]
      >`
      select r.answers, r.day::text, r.mode::text, r.design_weight as weight, r.cluster, v.code as village
        from response r left join unit v on v.commune_id = r.commune_id and v.id = r.village_id
       where r.unit_id = ${commune.units[unit]}::uuid order by r.day, r.answers`,
  )

describe('importAnswers', () => {
  test('keeps codes in the order of the codebook, 98 for don’t know, nothing for an empty cell, and the companions', async () => {
    const dontKnow = health.codebook.find((item) => item.dontKnow)?.id ?? ''
    const text = file(
      row({ [dontKnow]: '98', day: '2024-11-05', village: 'T02', mode: 'paper', weight: '2.5', cluster: 'cụm 1' }),
      row({ [items[1] ?? '']: '', day: '06/11/2024', village: 'đơn vị t01' }),
    )
    expect(await bring(text, { unit: 'TYT2' })).toMatchObject({ rows: 2, added: 2, alreadyThere: 0, itemsWithoutColumn: [] })
    const [first, second] = await stored('TYT2')
    expect(first).toMatchObject({ day: '2024-11-05', mode: 'paper', weight: 2.5, cluster: 'cụm 1', village: 'T02' })
    expect(first?.answers[items.indexOf(dontKnow)]).toBe(98)
    expect(second).toMatchObject({ day: '2024-11-06', mode: 'import', weight: 1, cluster: null, village: 'T01' })
    expect(second?.answers).toEqual(health.codebook.map((item, i) => (i === 1 ? null : item.codes[0])))
  })

  test('the same file again adds nothing, also with a mark, other line ends, semicolons and another default mode', async () => {
    const text = file(row({ day: '2024-11-05' }), row({ day: '2024-11-05' }), row({ weight: '1.5' }))
    expect(await bring(text)).toMatchObject({ rows: 3, added: 3 })
    const before = await stored()
    expect(await bring(text)).toMatchObject({ rows: 3, added: 0, alreadyThere: 3 })
    const spreadsheet = `\uFEFF${text.replaceAll(',', ';').replaceAll('1.5', '1,5').replaceAll('\n', '\r\n')}`
    expect(await bring(spreadsheet, { mode: 'paper' })).toMatchObject({ added: 0, alreadyThere: 3 })
    expect(await stored()).toEqual(before)
  })

  test('two people who answered alike in two files stay two; the same file for another wave is other answers', async () => {
    const before = (await stored()).length
    expect(await bring(file(row({ day: '2024-11-05' })))).toMatchObject({ added: 1 })
    expect(await bring(file(row({ day: '2024-11-05' })), { wave: '2025' })).toMatchObject({ added: 1 })
    expect(await stored()).toHaveLength(before + 2)
  })

  test('a row without a day has the day on which the wave opened in Việt Nam', async () => {
    const days = (await stored()).map(({ day }) => day)
    expect(days).toContain('2024-10-01')
  })

  test('one bad row keeps the whole file out, and every fault is named by line, column and reason', async () => {
    const before = (await stored()).length
    const choice = health.codebook[0]
    const text = file(
      row(),
      row({ [items[0] ?? '']: '77', village: 'T99' }),
      row({ day: '2024-02-30' }),
      row({ day: '2025-02-01', weight: '0' }),
      `${row()},1`,
      row(Object.fromEntries(items.map((id) => [id, '']))),
      row({ mode: 'phone' }),
    )
    expect((await faultsOf(text)).issues).toEqual([
      `line 3, column ${items[0]}: "77" is not one of ${[...(choice?.codes ?? []), ...(choice?.dontKnow ? [98] : [])].join(', ')}`,
      'line 3, column village: the commune has no village "T99"',
      'line 4, column day: "2024-02-30" is no day: write 2024-11-30 or 30/11/2024',
      'line 5, column day: "2025-02-01" is in the future',
      'line 5, column weight: "0" is no weight above 0',
      `line 6: the row has ${items.length + 6} cells, the header ${items.length + 5}`,
      'line 7: the row holds no answer at all',
      'line 8, column mode: "phone" is not one of poster, slip, kiosk, enumerator, paper, import',
    ])
    expect(await stored()).toHaveLength(before)
  })

  test('a fault after thousands of good rows still stores nothing', async () => {
    const before = (await stored()).length
    const text = file(...Array.from({ length: 2500 }, (_, i) => row({ weight: `1.${i}1` })), row({ weight: 'nặng' }))
    expect((await faultsOf(text)).issues).toEqual(['line 2502, column weight: "nặng" is no weight above 0'])
    expect(await stored()).toHaveLength(before)
  })

  test('names at most a hundred faults and says that there are more', async () => {
    const { issues, message } = await faultsOf(file(...Array.from({ length: 300 }, () => row({ weight: '-1' }))))
    expect(issues).toHaveLength(100)
    expect(message).toContain('at least 100 faults')
  })

  test.each([
    {
      case: 'an unknown column',
      text: `${items[0]},phone\n1,2\n`,
      issue: 'line 1, column phone: the codebook of health-station 2024 has no such item',
    },
    { case: 'a column twice', text: `${items[0]},${items[0]}\n1,1\n`, issue: `line 1, column ${items[0]}: this column is there twice` },
    { case: 'no item at all', text: 'day,weight\n2024-11-01,1\n', issue: 'line 1: no column is an item of health-station 2024' },
    { case: 'a quote that never ends', text: `${items[0]}\n"1\n`, issue: /^line \d+: Quote Not Closed/ },
  ])('refuses $case in the header or the file', async ({ text, issue }) => {
    const { issues } = await faultsOf(text)
    expect(issues[0]).toEqual(issue instanceof RegExp ? expect.stringMatching(issue) : issue)
  })

  test('a file with fewer items says which are taken as missing', async () => {
    const result = await bring(`${items[0]}\n${health.codebook[0]?.codes[0]}\n`)
    expect(result).toMatchObject({ rows: 1, added: 1, itemsWithoutColumn: items.slice(1) })
  })

  test.each([
    { of: 'wave', request: { wave: '1999' }, message: 'There is no wave "1999"; the commune has 2024, 2025, draft.' },
    { of: 'draft wave', request: { wave: 'draft' }, message: 'The wave draft is still a draft: open it first.' },
    { of: 'instrument', request: { instrument: 'hospital' }, message: /^There is no instrument "hospital"/ },
    {
      of: 'instrument of the wave',
      request: { instrument: 'primary-school', unit: 'TH' },
      message: 'The wave 2024 does not ask primary-school.',
    },
    { of: 'unit', request: { unit: 'TH' }, message: 'health-station does not rate a unit "TH"; it rates TYT, TYT2.' },
  ])('an unknown $of is refused in a sentence', async ({ request, message }) => {
    expect((await faultsOf(file(row()), request)).message).toEqual(message instanceof RegExp ? expect.stringMatching(message) : message)
  })

  test('an empty file and a file with a header alone are refused', async () => {
    expect((await faultsOf('')).message).toBe('The file is empty.')
    expect((await faultsOf(file())).message).toBe('The file has a header and no rows.')
  })

  test('whatever the rows, all of a file are stored once and never again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), { minLength: 1, maxLength: 20 }), async (weights) => {
        const text = file(...weights.map((weight) => row({ weight: weight.toFixed(6) })))
        const first = await bring(text)
        const second = await bring(text)
        expect(first.rows).toBe(weights.length)
        expect(second.added).toBe(0)
      }),
      { numRuns: 15 },
    )
  })
})
