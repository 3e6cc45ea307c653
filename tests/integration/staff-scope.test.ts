import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST as signIn } from '@/app/api/auth/sign-in/email/route.ts'
import { GET as comparison } from '@/app/api/v1/communes/[communeCode]/comparison/route.ts'
import { GET as me } from '@/app/api/v1/me/route.ts'
import { GET as unitScores } from '@/app/api/v1/units/[unitCode]/scores/route.ts'
import { createAccount } from '@/lib/server/accounts/create-account.ts'
import { closeDatabase, db, forScopeRaw, pool } from '@/lib/server/db.ts'
import { loadUnitScores } from '@/lib/server/scores/load-unit-scores.ts'
import { interviewPoints } from '@/lib/server/session/interview-points.ts'
import { communeInReach, unitInReach } from '@/lib/server/session/reach.ts'
import { type Role, roles } from '@/lib/server/session/roles.ts'
import { type Staff, staffOf } from '@/lib/server/session/staff.ts'
import { latestScoredWaves } from '@/lib/server/waves/latest-scored-waves.ts'
import { demoCommunes, demoUnits } from '../../scripts/demo/demo-units.ts'
import { loadDemoCommune } from '../../scripts/demo/load-demo-commune.ts'

const PASSWORD = 'mat-khau-thu-01'
const [own, other] = demoCommunes
const OWN_UNIT = `${own.prefix}-TYT`
const OTHER_UNIT = `${own.prefix}-TH1`
const FOREIGN_UNIT = `${other.prefix}-TYT`

const cookies = new Map<Role, string>()
const people = new Map<Role, Staff>()
const personOf = (role: Role): Staff => {
  const person = people.get(role)
  if (!person) throw new Error(`no account of the role ${role}`)
  return person
}

type Answer = { readonly status: number; readonly text: string }
const answerOf = async (response: Response): Promise<Answer> => ({ status: response.status, text: await response.text() })
const request = (path: string, role: Role | null) =>
  new Request(`http://xa.example.vn${path}`, { headers: role ? { cookie: cookies.get(role) ?? '' } : {} })

const askMe = async (role: Role | null) => answerOf(await me(request('/api/v1/me', role), undefined))
const askUnit = async (role: Role | null, unitCode: string, wave = '2024') =>
  answerOf(await unitScores(request(`/api/v1/units/${unitCode}/scores?wave=${wave}`, role), { params: Promise.resolve({ unitCode }) }))
const askCommune = async (role: Role | null, communeCode: string, query = 'from=2023&to=2024') =>
  answerOf(
    await comparison(request(`/api/v1/communes/${communeCode}/comparison?${query}`, role), { params: Promise.resolve({ communeCode }) }),
  )

beforeAll(async () => {
  const client = await pool().connect()
  try {
    await client.query('begin')
    for (const commune of demoCommunes) await loadDemoCommune(client, commune, new Date('2026-11-24T00:00:00Z'))
    await client.query('commit')
  } finally {
    client.release()
  }
  const { id: communeId } = await db().commune.findUniqueOrThrow({ where: { code: own.code } })
  for (const role of roles) {
    const email = `${role}-${randomUUID()}@example.vn`
    const place = role === 'province' ? { provinceCode: '33' } : { communeId, ...(role === 'unit' ? { unitCode: OWN_UNIT } : {}) }
    await createAccount({ email, name: role, role, password: PASSWORD, demo: true, ...place })
    const body = JSON.stringify({ email, password: PASSWORD })
    const headers = { 'content-type': 'application/json' }
    const answer = await signIn(new Request('http://xa.example.vn/api/auth/sign-in/email', { method: 'POST', headers, body }), undefined)
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    cookies.set(role, cookie)
    const person = await staffOf(new Headers({ cookie }))
    if (person) people.set(role, person)
  }
}, 600_000)
afterAll(closeDatabase)

const readers: readonly Role[] = ['officer', 'leader', 'front', 'inspection']
const isReader = (role: Role) => readers.includes(role)

describe.each(roles)('%s', (role) => {
  test('one’s own unit: 200 for its account and for those who read the commune, else 404', async () => {
    const { status, text } = await askUnit(role, OWN_UNIT)
    expect(status).toBe(isReader(role) || role === 'unit' ? 200 : 404)
    if (status === 200) expect(JSON.parse(text)).toMatchObject({ wave: '2024', unit: { code: OWN_UNIT, kind: 'health-station' } })
  })

  test('another unit of the commune: 200 for those who read the commune, else 404', async () => {
    expect((await askUnit(role, OTHER_UNIT)).status).toBe(isReader(role) ? 200 : 404)
  })

  test('a unit of another commune, and a unit that is none: 404, in the same words', async () => {
    const [foreign, none] = [await askUnit(role, FOREIGN_UNIT), await askUnit(role, 'CT-KHONG')]
    expect([foreign.status, none.status]).toEqual([404, 404])
    expect(foreign.text).toBe(none.text)
  })

  test('one’s own commune: 200 for its readers and its province, else 404', async () => {
    const { status, text } = await askCommune(role, own.code)
    expect(status).toBe(isReader(role) || role === 'province' ? 200 : 404)
    if (status === 200)
      expect(JSON.parse(text)).toMatchObject({ commune: { code: own.code, demo: true }, from: { wave: '2023' }, to: { wave: '2024' } })
  })

  test('another commune: 200 for the province to which it belongs, else 404 as for a commune that is none', async () => {
    const [foreign, none] = [await askCommune(role, other.code), await askCommune(role, '99999')]
    expect(foreign.status).toBe(role === 'province' ? 200 : 404)
    expect(none.status).toBe(404)
    if (role !== 'province') expect(foreign.text).toBe(none.text)
  })

  test('what it is told of itself names its commune and the units in its reach, and no others', async () => {
    const { status, text } = await askMe(role)
    expect(status).toBe(200)
    const told = JSON.parse(text) as { role: string; commune: unknown; units: { code: string; kind: string }[] }
    expect(told.role).toBe(role)
    expect(told.commune).toEqual(role === 'province' ? null : { code: own.code, name: own.name })
    const codes = told.units.map(({ code }) => code)
    if (isReader(role)) expect(new Set(codes)).toEqual(new Set(demoUnits(own).map(({ code }) => code)))
    else expect(codes).toEqual(role === 'unit' ? [OWN_UNIT] : [])
  })

  test('the pages’ own loaders reach as far as the JSON does', async () => {
    const person = personOf(role)
    expect((await communeInReach(person, own.code)) !== null).toBe(isReader(role) || role === 'province')
    expect((await communeInReach(person, other.code)) !== null).toBe(role === 'province')
    expect((await unitInReach(person, OWN_UNIT)) !== null).toBe(isReader(role) || role === 'unit')
    expect((await unitInReach(person, OTHER_UNIT)) !== null).toBe(isReader(role))
    expect(await unitInReach(person, FOREIGN_UNIT)).toBeNull()
    expect((await interviewPoints(person)).length > 0).toBe(role === 'enumerator')
  })
})

test('whoever is not signed in gets 401 everywhere, whether the thing exists or not', async () => {
  const asked = [
    await askMe(null),
    await askUnit(null, OWN_UNIT),
    await askUnit(null, 'none'),
    await askCommune(null, own.code),
    await askCommune(null, 'none'),
  ]
  expect(asked.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  expect(new Set(asked.map(({ text }) => text)).size).toBe(1)
})

test('a unit’s answer holds nothing of any other unit of the commune nor of the neighbour', async () => {
  const { text } = await askUnit('unit', OWN_UNIT)
  const others = [...demoUnits(own), ...demoUnits(other)].filter(({ code }) => code !== OWN_UNIT && code !== own.code)
  const { rows } = await pool().query<{ id: string }>('select id::text from commune where code = $1', [other.code])
  const markers = [...others.flatMap(({ code, name }) => [code, name]), other.name, rows[0]?.id ?? 'missing']
  expect(markers.length).toBeGreaterThan(20)
  expect(markers.filter((marker) => text.includes(`"${marker}"`))).toEqual([])
})

test('a commune’s answer holds nothing of the neighbour', async () => {
  const { text } = await askCommune('officer', own.code)
  const ours = new Set(demoUnits(own).map(({ name }) => name))
  const markers = [...demoUnits(other).flatMap(({ code, name }) => [code, name]), other.name, other.code].filter(
    (marker) => !ours.has(marker),
  )
  expect(markers.length).toBeGreaterThan(15)
  expect(markers.filter((marker) => text.includes(`"${marker}"`))).toEqual([])
})

test('behind the check stands the database: in a unit’s scope the rows of another unit do not come', async () => {
  const scope = await unitInReach(personOf('unit'), OWN_UNIT)
  if (!scope) throw new Error('the unit is not in its own reach')
  expect(await loadUnitScores(scope, OTHER_UNIT)).toBeNull()
  const seen = await forScopeRaw(scope, async (client) => {
    const { rows } = await client.query<{ code: string }>('select distinct u.code from score s join unit u on u.id = s.unit_id')
    return rows.map(({ code }) => code)
  })
  expect(seen).toEqual([OWN_UNIT])
})

test('waves must be named, and waves without a snapshot are not there', async () => {
  expect((await askCommune('officer', own.code, '')).status).toBe(400)
  expect((await askCommune('officer', own.code, 'from=2019&to=2020')).status).toBe(404)
  expect((await askUnit('unit', OWN_UNIT, '2019')).status).toBe(404)
})

test('the pages compare the two latest closed waves', async () => {
  const reach = await communeInReach(personOf('officer'), own.code)
  if (!reach) throw new Error('the commune is not in its officer’s reach')
  expect(await latestScoredWaves(reach.scope, 'staff')).toEqual({ from: '2023', to: '2024' })
})

test('a province is shown what is published: a withdrawn or unpublished snapshot is not', async () => {
  const { rows } = await forScopeRaw((await communeInReach(personOf('province'), other.code))?.scope ?? missing(), (client) =>
    client.query<{ id: string }>(`update score_snapshot set published_at = null where kind = 'closing' returning id::text`),
  )
  expect(rows.length).toBeGreaterThan(0)
  expect((await askCommune('province', other.code)).status).toBe(404)
})

const missing = (): never => {
  throw new Error('the commune is not in its province’s reach')
}
