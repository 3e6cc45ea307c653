import { expect, test } from '@playwright/test'
import pg from 'pg'
import { emailOf, ownerUrl, password, pointFor } from '../support/e2e.ts'

// One release table: every number of a page or a JSON document for staff is a figure of the table `score` of that very unit, or of a kind
// that is named here with its reason. Numbers of JSON are compared to the last bit, those of pages as they are written.

const OWN = '12265'
const base = () => process.env['E2E_BASE_URL'] ?? ''

type Row = { readonly unit: string; readonly numbers: readonly number[]; readonly k: number }
let rows: readonly Row[] = []
/** Figures that are no scores of the commune: official series of the province, its components and their sums. */
let official: readonly number[] = []
/** Counts that are live or of the wave: answers of a snapshot, people in the register, answers by unit and mode. */
let counts: readonly number[] = []
const cookies = new Map<string, string>()

const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersIn)
}

test.beforeAll(async () => {
  const client = new pg.Client({ connectionString: ownerUrl() })
  await client.connect()
  try {
    await client.query(`select set_config('app.commune', $1, false)`, [pointFor('health-station').communeId])
    const found = await client.query<{ unit: string; row: { detail: { k?: number } } }>(
      'select u.code as unit, to_json(s) as row from score s join unit u on u.commune_id = s.commune_id and u.id = s.unit_id',
    )
    rows = found.rows.map(({ unit, row }) => ({ unit, numbers: numbersIn(row), k: row.detail.k ?? 1 }))
    const series = await client.query<{ value: number; whole: number; dimension: number }>(
      `select value, sum(value) over (partition by province, year)::float as whole,
              sum(value) over (partition by province, year, split_part(component, '.', 1))::float as dimension from published_series`,
    )
    official = series.rows.flatMap(({ value, whole, dimension }) => [value, whole, dimension])
    const counted = await client.query<{ n: number }>(
      `select responses as n from score_snapshot union select count from population_margin
        union select sum(count)::int from population_margin group by wave_id, unit_id, instrument, variable
        union select count(*)::int from response group by wave_id, unit_id union select count(*)::int from response group by wave_id, unit_id, mode
        union select count(*)::int from response group by wave_id, unit_id, instrument_version_id`,
    )
    counts = counted.rows.map(({ n }) => n)
  } finally {
    await client.end()
  }
  for (const role of ['officer', 'health', 'school1', 'school2', 'onestop']) {
    const answer = await fetch(`${base()}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base() },
      body: JSON.stringify({ email: emailOf(role), password }),
    })
    cookies.set(role, answer.headers.getSetCookie()[0]?.split(';')[0] ?? '')
  }
})

async function read(path: string, role: string): Promise<string> {
  const response = await fetch(`${base()}${path}`, { headers: { cookie: cookies.get(role) ?? '' } })
  expect(response.status, path).toBe(200)
  return response.text()
}

/** Rows whose figures a place may show: those of one unit, or all of the commune. */
const rowsOf = (unit: string | null) => rows.filter((row) => unit === null || row.unit === unit)

/** Numbers of JSON with the names that lead to them. */
const leaves = (value: unknown, path: string): (readonly [path: string, value: number])[] => {
  if (typeof value === 'number') return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((one) => leaves(one, path))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}.${key}`))
}

/** Names of JSON whose numbers are no figures, and why. */
const noFigures: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\.responses$/, 'answers behind the whole snapshot: a count of the wave'],
  [/\.scale$/, 'the end of the scale of the model'],
  [/\.answers(\.|$)/, 'answers that came in so far: live counts'],
  [/^\.benchmark\.(value|year)$/, 'the official series of the province'],
  [/^\.rule\.items$/, 'how many items the form of the ministry has'],
  [/\.minimum\w*$/, 'a threshold of the wave'],
  [/(^|\.)(register|registered|asked|people)(\.|$)/, 'people in the register'],
]

const documents = [
  { role: 'officer', unit: null, path: `/api/v1/communes/${OWN}/comparison?from=2023&to=2024` },
  { role: 'officer', unit: 'CT-TH2', path: '/api/v1/units/CT-TH2/scores?wave=2023' },
  { role: 'health', unit: 'CT-TYT', path: '/api/v1/units/CT-TYT/scores?wave=2024' },
  { role: 'school1', unit: 'CT-TH1', path: '/api/v1/units/CT-TH1/scores?wave=2024' },
  { role: 'onestop', unit: 'CT-MC', path: '/api/v1/units/CT-MC/scores?wave=2024' },
] as const

for (const { role, unit, path } of documents)
  test(`every number of the JSON is in the release table: ${path}`, async () => {
    const known = new Set([...rowsOf(unit).flatMap(({ numbers }) => numbers), ...(unit ? [] : official)])
    const found = leaves(JSON.parse(await read(path, role)), '')
    const figures = found.filter(([name]) => !noFigures.some(([pattern]) => pattern.test(name)))
    expect(figures.filter(([, value]) => !known.has(value))).toEqual([])
    // Fractions to the last bit, and many of them: the comparison has something to find.
    expect(figures.filter(([, value]) => !Number.isInteger(value)).length).toBeGreaterThan(100)
    // A unit's figures are those of no other: most of its fractions are in nobody else's rows.
    const others = new Set(rows.filter((row) => row.unit !== unit).flatMap(({ numbers }) => numbers))
    if (unit) expect(figures.filter(([, value]) => !Number.isInteger(value) && !others.has(value)).length).toBeGreaterThan(100)
  })

/** Parts of a page's words whose numbers are no figures, and why. */
const noFigureWords: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\d{1,2}\/\d{1,2}\/\d{4}/g, 'a date'],
  [/\b\d{1,2}:\d{2}\b/g, 'a time'],
  [/\b(19|20)\d\d\b/g, 'a year'],
  [/Nguồn câu hỏi\s*:\s*\S[\s\S]*?(?= {3}|$)/g, 'where a question comes from: numbers of documents and questions'],
  [/(QĐ|NĐ|TT|KH|CV|Nghị quyết) \d+[^ ]*/g, 'the number of a document'],
  [/phiếu\s+\([<>]?\d+%\)/g, 'the share of a way of asking: its count and the count of all stand beside it'],
  [/\b\d\.\d{1,2}[a-z]?\b/g, 'the number of a component or a question of PAPI: figures have a comma'],
  [/\b[0-9a-f]{12,}\b/g, 'a hash'],
  [/\b\d+\.\d+\.\d+\b/g, 'the version of the method'],
]

const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style|template)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, '   ')
    .replace(/&nbsp;|&#160;|\u00a0/g, ' ')
    .replace(/&[a-z]+;/g, ' ')

/** Every way in which a figure can be written. */
function writingsOf(unit: string | null): ReadonlySet<string> {
  const written = new Set<string>()
  const digits = (value: number, places: number) =>
    value.toLocaleString('vi-VN', { minimumFractionDigits: places, maximumFractionDigits: places })
  for (const { numbers, k } of rowsOf(unit))
    for (const number of numbers) {
      const size = Math.abs(number)
      written
        .add(digits(size, 2))
        .add(digits(size, 1))
        .add(`${digits(size, 1)}%`)
      // A component is shown out of ten: k times its share of the dimension.
      if (k > 1) written.add(digits(size * k, 2))
      if (size >= 1) written.add(digits(size, 0)).add(digits(Math.floor(size), 0))
      if (size <= 1) written.add(`${digits(size * 100, 0)}%`).add(`${digits(size * 100, 1)}%`)
    }
  for (const number of unit ? [] : official) written.add(digits(number, 2))
  for (const number of counts) written.add(digits(number, 0))
  return written
}

const pages = [
  { role: 'health', unit: 'CT-TYT', path: '/staff/unit' },
  { role: 'school1', unit: 'CT-TH1', path: '/staff/unit' },
  { role: 'school2', unit: 'CT-TH2', path: '/staff/unit' },
  { role: 'onestop', unit: 'CT-MC', path: '/staff/unit' },
  { role: 'officer', unit: 'CT-TYT', path: '/staff/unit/CT-TYT' },
  { role: 'leader', unit: null, path: '/staff/commune' },
] as const

const numbersOf = (words: string): readonly string[] =>
  [...noFigureWords.reduce((text, [pattern]) => text.replace(pattern, ' '), words).matchAll(/(?<![\p{L}\d_])\d+(?:[.,]\d+)*%?/gu)].map(
    ([number]) => number,
  )

for (const { role, unit, path } of pages)
  test(`every number of the page is a figure of the release table: ${role} ${path}`, async () => {
    const html = await read(path, role === 'leader' ? 'officer' : role)
    const written = writingsOf(unit)
    const charts = html.match(/<svg\b[\s\S]*?<\/svg>/g) ?? []
    const text = numbersOf(wordsOf(html.replace(/<svg\b[\s\S]*?<\/svg>/g, ' ')))
    // Whole numbers up to 100 say how many items, parts or steps there are, and the scale; no figure of people or scores is below five.
    const isSmallWhole = (number: string) => /^\d{1,2}$|^100$/.test(number)
    expect([...new Set(text.filter((number) => !written.has(number) && !isSmallWhole(number)))]).toEqual([])
    // Of a chart also the marks of its axes, which are whole.
    const drawn = charts.flatMap((chart) => numbersOf(wordsOf(chart)))
    expect([...new Set(drawn.filter((number) => !written.has(number) && !/^\d{1,3}%?$/.test(number)))]).toEqual([])
    const scores = text.filter((number) => /^\d+,\d\d$/.test(number))
    expect(scores.length).toBeGreaterThan(60)
    // What the search would say of another unit's page: it finds foreign numbers.
    if (unit) {
      const foreign = writingsOf(unit === 'CT-TYT' ? 'CT-TH1' : 'CT-TYT')
      expect(scores.filter((number) => !foreign.has(number)).length).toBeGreaterThan(10)
    }
  })
