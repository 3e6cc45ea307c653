import { readdirSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { type Place, plantWorld, type World } from '../support/access-world.ts'
import { emailOf, password } from '../support/e2e.ts'

// Who may see what: every route of the app tree, asked as every role for its own place and for those of others, over HTTP from the built
// application. Each answer is searched for what belongs to others. A new route needs a row here.

const roles = ['officer', 'leader', 'front', 'inspection', 'health', 'school1', 'onestop', 'enumerator', 'province', 'nobody'] as const
type Role = (typeof roles)[number]
type Where = 'own' | 'sibling' | 'foreign' | 'far'

const readers: readonly Role[] = ['officer', 'leader', 'front', 'inspection']
const units: Partial<Record<Role, string>> = { health: 'CT-TYT', school1: 'CT-TH1', onestop: 'CT-MC' }
const isReader = (role: Role) => readers.includes(role)
const isUnit = (role: Role) => units[role] !== undefined

type Row = {
  readonly file: string
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: (place: Place) => string
  /** Refused for its content where it is not for the reader, so that the matrix changes nothing. */
  readonly body?: unknown
  /** Whose places the address can name; none = the same address for all. */
  readonly places?: readonly Where[]
  readonly expected: (role: Role, where: Where) => number
}

/** A page: whoever is not signed in goes to the sign-in page. */
const page =
  (may: (role: Role, where: Where) => boolean) =>
  (role: Role, where: Where): number =>
    role === 'nobody' ? 307 : may(role, where) ? 200 : 404
const everybody = page(() => true)
const readsOwnWaves = page((role, where) => isReader(role) && where === 'own')
/** JSON. */
const json =
  (may: (role: Role, where: Where) => boolean, status = 200) =>
  (role: Role, where: Where): number =>
    role === 'nobody' ? 401 : may(role, where) ? status : 404
/** JSON that changes something, for the officer: the other readers of the commune are told that it is not for them. */
const officerChanges =
  (status: number) =>
  (role: Role, where: Where): number => {
    if (role === 'nobody') return 401
    if (!isReader(role)) return 404
    if (role !== 'officer') return 403
    return where === 'own' ? status : 404
  }
/** An act on a comment: the officer's own, for others of the commune not allowed, for the rest not there. */
const commentAct =
  (status: (where: Where) => number) =>
  (role: Role, where: Where): number => {
    if (role === 'nobody') return 401
    if (role === 'officer') return status(where)
    return isReader(role) || isUnit(role) ? 403 : 404
  }
const readsUnit = (role: Role, where: Where) =>
  (where === 'own' && isUnit(role)) || (isReader(role) && (where === 'own' || where === 'sibling'))
const readsCommune = (role: Role, where: Where) => (isReader(role) && where === 'own') || (role === 'province' && where !== 'far')

const waves: readonly Where[] = ['own', 'foreign', 'far']
const communes: readonly Where[] = ['own', 'foreign', 'far']
const anyUnit: readonly Where[] = ['own', 'sibling', 'foreign', 'far']
const staff = 'app/(staff)/staff'

const rows: readonly Row[] = [
  { file: 'app/page.tsx', url: () => '/', expected: () => 200 },
  { file: 'app/healthz/route.ts', url: () => '/healthz', expected: () => 200 },
  { file: 'app/k/sw.js/route.ts', url: () => '/k/sw.js', expected: () => 200 },
  // Behind every poster, to whoever scans it: one unit's questionnaire. A code that is none has no page.
  { file: 'app/k/[code]/route.ts', url: () => '/k/khongco1', expected: () => 404 },
  { file: 'app/k/[code]/r/[receipt]/route.ts', url: () => '/k/khongco1/r/AAAA-AAAA-AAAA', expected: () => 404 },

  { file: `${staff}/sign-in/page.tsx`, url: () => '/staff/sign-in', expected: (role) => (role === 'nobody' ? 200 : 307) },
  { file: `${staff}/language/route.ts`, url: () => '/staff/language?to=vi&back=/staff', expected: () => 303 },
  { file: `${staff}/page.tsx`, url: () => '/staff', expected: () => 307 },
  { file: `${staff}/unit/page.tsx`, url: () => '/staff/unit', expected: page(isUnit) },
  { file: `${staff}/unit/[code]/page.tsx`, url: ({ unit }) => `/staff/unit/${unit}`, places: anyUnit, expected: page(readsUnit) },
  { file: `${staff}/commune/page.tsx`, url: () => '/staff/commune', expected: page(isReader) },
  { file: `${staff}/communes/page.tsx`, url: () => '/staff/communes', expected: page((role) => role === 'province') },
  {
    file: `${staff}/communes/[code]/page.tsx`,
    url: ({ commune }) => `/staff/communes/${commune}`,
    places: communes,
    expected: page(readsCommune),
  },
  { file: `${staff}/interviews/page.tsx`, url: () => '/staff/interviews', expected: page((role) => role === 'enumerator') },
  { file: `${staff}/instruments/page.tsx`, url: () => '/staff/instruments', expected: everybody },
  { file: `${staff}/instruments/compare/page.tsx`, url: () => '/staff/instruments/compare', expected: everybody },
  { file: `${staff}/instruments/[id]/[version]/page.tsx`, url: () => '/staff/instruments/health-station/2024', expected: everybody },
  {
    file: `${staff}/instruments/[id]/[version]/plain/route.ts`,
    url: () => '/staff/instruments/health-station/2024/plain',
    expected: (role) => (role === 'nobody' ? 303 : 200),
  },
  { file: `${staff}/account/page.tsx`, url: () => '/staff/account', expected: everybody },
  { file: `${staff}/accounts/page.tsx`, url: () => '/staff/accounts', expected: page((role) => role === 'officer') },
  { file: `${staff}/waves/page.tsx`, url: () => '/staff/waves', expected: page(isReader) },
  { file: `${staff}/waves/new/page.tsx`, url: () => '/staff/waves/new', expected: page((role) => role === 'officer') },
  {
    file: `${staff}/waves/compare/page.tsx`,
    url: ({ snapshot }) => `/staff/waves/compare?from=${snapshot}&to=${snapshot}`,
    places: waves,
    // A snapshot that is not there is said on the page: nothing is told of another's.
    expected: page(isReader),
  },
  { file: `${staff}/waves/[code]/page.tsx`, url: ({ wave }) => `/staff/waves/${wave}`, places: waves, expected: readsOwnWaves },
  // The own wave 2024 is closed: only a draft is changed.
  {
    file: `${staff}/waves/[code]/edit/page.tsx`,
    url: ({ wave }) => `/staff/waves/${wave}/edit`,
    places: waves,
    expected: page(() => false),
  },
  ...['margins', 'quality', 'sampling', 'snapshots'].map(
    (tab): Row => ({
      file: `${staff}/waves/[code]/${tab}/page.tsx`,
      url: ({ wave }) => `/staff/waves/${wave}/${tab}`,
      places: waves,
      expected: readsOwnWaves,
    }),
  ),

  {
    file: 'app/api/auth/sign-in/email/route.ts',
    method: 'POST',
    url: () => '/api/auth/sign-in/email',
    body: { email: 'dau-12268@example.vn', password: 'khong-phai-mat-khau' },
    // The same for a known address as for an unknown one; after eight attempts the delay of the account.
    expected: (role) => (roles.indexOf(role) < 8 ? 401 : 429),
  },
  { file: 'app/api/v1/me/route.ts', url: () => '/api/v1/me', expected: json(() => true) },
  {
    file: 'app/api/v1/account/password/route.ts',
    method: 'POST',
    url: () => '/api/v1/account/password',
    body: { old: '' },
    expected: json(() => true, 400),
  },
  { file: 'app/api/v1/account/sessions/route.ts', url: () => '/api/v1/account/sessions', expected: json(() => true) },
  {
    file: 'app/api/v1/account/sessions/[sessionId]/route.ts',
    method: 'DELETE',
    url: ({ account }) => `/api/v1/account/sessions/${account}`,
    body: {},
    places: communes,
    expected: json(() => false),
  },
  { file: 'app/api/v1/accounts/route.ts', url: () => '/api/v1/accounts', expected: json((role) => role === 'officer') },
  {
    file: 'app/api/v1/accounts/route.ts',
    method: 'POST',
    url: () => '/api/v1/accounts',
    body: {},
    expected: json((role) => role === 'officer', 422),
  },
  {
    file: 'app/api/v1/accounts/[accountId]/route.ts',
    method: 'POST',
    url: ({ account }) => `/api/v1/accounts/${account}`,
    // Of the own commune it does nothing else: the account has no session.
    body: { act: 'end-sessions' },
    places: communes,
    expected: (role, where) => (role === 'nobody' ? 401 : role === 'officer' && where === 'own' ? 200 : 404),
  },
  {
    file: 'app/api/v1/units/[unitCode]/scores/route.ts',
    url: ({ unit }) => `/api/v1/units/${unit}/scores?wave=2024`,
    places: anyUnit,
    expected: json(readsUnit),
  },
  {
    file: 'app/api/v1/communes/[communeCode]/comparison/route.ts',
    url: ({ commune }) => `/api/v1/communes/${commune}/comparison?from=2023&to=2024`,
    places: communes,
    expected: json(readsCommune),
  },
  { file: 'app/api/v1/waves/route.ts', url: () => '/api/v1/waves', expected: json(isReader) },
  { file: 'app/api/v1/waves/route.ts', method: 'POST', url: () => '/api/v1/waves', body: {}, expected: officerChanges(422) },
  ...(['', '/margins', '/snapshots'] as const).map(
    (path): Row => ({
      file: `app/api/v1/waves/[waveCode]${path}/route.ts`,
      url: ({ wave }) => `/api/v1/waves/${wave}${path}`,
      places: waves,
      expected: json((role, where) => isReader(role) && where === 'own'),
    }),
  ),
  // Nobody has asked for a snapshot of it.
  {
    file: 'app/api/v1/waves/[waveCode]/job/route.ts',
    url: ({ wave }) => `/api/v1/waves/${wave}/job`,
    places: waves,
    expected: json(() => false),
  },
  ...(
    [
      ['', 'PUT', {}, 422],
      ['/status', 'POST', { act: 'open' }, 409],
      ['/margins', 'PUT', {}, 409],
      ['/margins/file', 'PUT', { csv: '' }, 409],
      ['/snapshots', 'POST', { comparedWith: 'x' }, 422],
    ] as const
  ).map(
    ([path, method, body, status]): Row => ({
      file: `app/api/v1/waves/[waveCode]${path}/route.ts`,
      method,
      url: ({ wave }) => `/api/v1/waves/${wave}${path}`,
      body,
      places: waves,
      expected: officerChanges(status),
    }),
  ),
  {
    file: 'app/api/v1/waves/[waveCode]/snapshots/[snapshotId]/route.ts',
    method: 'POST',
    url: ({ wave, snapshot }) => `/api/v1/waves/${wave}/snapshots/${snapshot}`,
    body: { act: 'burn' },
    places: waves,
    expected: officerChanges(422),
  },
  { file: `${staff}/audit/page.tsx`, url: () => '/staff/audit?check=1', expected: page(isReader) },
  { file: 'app/api/v1/audit/heads/route.ts', url: () => '/api/v1/audit/heads', expected: json(isReader) },
  { file: `${staff}/comments/page.tsx`, url: () => '/staff/comments', expected: page((role) => isReader(role) || isUnit(role)) },
  {
    file: 'app/api/v1/comments/[commentId]/decision/route.ts',
    method: 'POST',
    url: ({ comment }) => `/api/v1/comments/${comment}/decision`,
    body: { act: 'redact', text: '', reason: 'empty' },
    places: anyUnit,
    expected: commentAct((where) => (where === 'own' || where === 'sibling' ? 422 : 404)),
  },
  {
    file: 'app/api/v1/comments/[commentId]/assignment/route.ts',
    method: 'PUT',
    url: ({ comment }) => `/api/v1/comments/${comment}/assignment`,
    body: { unit: 'KHONG-CO' },
    places: anyUnit,
    expected: commentAct(() => 404),
  },
  {
    file: 'app/api/v1/comments/[commentId]/answer/route.ts',
    method: 'PUT',
    url: ({ comment }) => `/api/v1/comments/${comment}/answer`,
    body: { answer: '' },
    places: anyUnit,
    expected: (role, where) => (isUnit(role) ? 422 : commentAct(() => 422)(role, where)),
  },
  // Last, since it ends the session.
  { file: 'app/api/auth/sign-out/route.ts', method: 'POST', url: () => '/api/auth/sign-out', body: {}, expected: () => 200 },
]

const base = () => process.env['E2E_BASE_URL'] ?? ''
const cookies = new Map<Role, string>()
let world: World
let cells = 0
let searched = 0
const leaks: string[] = []
/** Of the reader's own: what the search must find, or it would find no leak either. */
const seen = new Set<string>()

const ask = (row: Row, role: Role, place: Place) => {
  const { method = 'GET', body } = row
  return fetch(`${base()}${row.url(place)}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(role === 'nobody' ? {} : { cookie: cookies.get(role) ?? '' }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json', origin: base(), 'sec-fetch-site': 'same-origin' }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  })
}

const placeOf = (role: Role, where: Where): Place => {
  if (where === 'foreign') return world.foreign
  if (where === 'far') return world.far
  const own = units[role] ?? 'CT-TYT'
  if (where === 'own') return world.place(own)
  return world.place(own === 'CT-TH1' ? 'CT-TYT' : 'CT-TH1')
}

/** What a role must find in no answer: everything of others, as many as the database holds. */
const forbidden = (role: Role): readonly string[] => {
  const unreleased = role === 'officer' ? [] : world.unreleased
  const others = world.markers.filter(({ commune, unit }) => {
    if (role === 'nobody') return true
    if (role === 'province') return commune === '99901'
    if (commune !== '12265') return true
    // A unit's readers know the name and the number of their commune, and nothing of its other units.
    if (isUnit(role)) return unit !== null && unit !== '12265' && unit !== units[role]
    return false
  })
  return [...unreleased, ...others.flatMap(({ texts }) => texts)]
}

/** What belongs to a unit's account, of which the search finds something in its answers. */
const ownTexts = (role: Role): readonly string[] => world.markers.filter(({ unit }) => unit === units[role]).flatMap(({ texts }) => texts)

test.beforeAll(async () => {
  world = await plantWorld()
  for (const role of roles) {
    if (role === 'nobody') continue
    const answer = await fetch(`${base()}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base() },
      body: JSON.stringify({ email: emailOf(role), password }),
    })
    cookies.set(role, answer.headers.getSetCookie()[0]?.split(';')[0] ?? '')
  }
})
test.afterAll(async () => {
  await world.remove()
  console.log(`access matrix: ${cells} cells, ${searched} markers searched for, ${leaks.length} leaks`)
})

test('every route of the app tree has a row', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(route\.ts|page\.tsx)$/.test(file))
    .map((file) => `app/${file}`)
  const known = new Set(rows.map(({ file }) => file))
  expect(files.length).toBeGreaterThan(30)
  expect(
    files.filter((file) => !known.has(file)).map((file) => `${file} has no row in tests/e2e/access-matrix.spec.ts: say who may see it`),
  ).toEqual([])
  expect([...known].filter((file) => !files.includes(file))).toEqual([])
})

test('at least twenty markers of others are planted for every role', () => {
  for (const role of roles) expect(new Set(forbidden(role)).size, role).toBeGreaterThanOrEqual(20)
})

for (const row of rows) {
  const { method = 'GET', file, places = ['own'] } = row
  test(`${method} ${file}`, async () => {
    for (const role of roles) {
      const markers = forbidden(role)
      const own = ownTexts(role)
      for (const where of places) {
        const place = placeOf(role, where)
        const response = await ask(row, role, place)
        const text = await response.text()
        const body = `${text} ${response.headers.get('location') ?? ''}`
        cells += 1
        expect.soft(response.status, `${role}, ${where}: ${row.url(place)}`).toBe(row.expected(role, where))
        searched += markers.length
        for (const marker of own.filter((text) => body.includes(text))) seen.add(marker)
        // What the reader itself put into the address may come back.
        const asked = `${row.url(place)} ${JSON.stringify(row.body ?? null)}`
        const found = markers.filter((marker) => body.includes(marker) && !asked.includes(marker))
        leaks.push(...found.map((marker) => `${role}, ${where}: ${marker}`))
        expect.soft(found, `${role}, ${where}: ${row.url(place)} holds what belongs to others`).toEqual([])
      }
    }
  })
}

test('the search finds what is there: codes, names and scores of the own unit', () => {
  for (const role of ['health', 'school1', 'onestop'] as const) {
    const found = ownTexts(role).filter((text) => seen.has(text))
    expect(found, role).toContain(units[role])
    expect(found.filter((text) => /^\d\.\d{9}$/.test(text)).length, role).toBeGreaterThan(3)
  }
})
