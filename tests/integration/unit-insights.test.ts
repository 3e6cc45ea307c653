import { afterAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { closeDatabase, forScope, forScopeRaw } from '@/lib/server/db.ts'
import { mintScope } from '@/lib/server/scope.ts'
import { loadUnitScores } from '@/lib/server/scores/load-unit-scores.ts'
import { publishSnapshot } from '@/lib/server/scores/publish-snapshot.ts'
import { type ReadScoreRow, readScoreRows } from '@/lib/server/scores/score-row.ts'
import { takeSnapshot } from '@/lib/server/scores/take-snapshot.ts'
import { closeWave, openWave } from '@/lib/server/waves/open-wave.ts'
import { setMargins } from '@/lib/server/waves/set-margins.ts'
import { seededRandom } from '@/lib/stats/index.ts'
import { bringAnswers, type Respondent } from './support/answer-files.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const health = findInstrument('health-station', '2024')
const school = findInstrument('primary-school', '2024')
const desk = findInstrument('one-stop-desk', '2024')
afterAll(closeDatabase)

/** n respondents who give every item one of its codes by turns, so that no two columns are alike. */
const people = (instrument: typeof health, n: number, given: (i: number) => Respondent = () => ({})): Respondent[] =>
  Array.from({ length: n }, (_, i) => ({
    ...Object.fromEntries(instrument.codebook.map(({ id, codes }, at) => [id, codes[(i * (at + 1)) % codes.length] ?? 1])),
    ...given(i),
  }))

const open = (commune: MadeCommune) =>
  forScopeRaw(commune.scope, (client) => openWave(client, commune.scope, commune.waves['2024'] ?? '', new Date('2024-01-01T00:00:00Z')))
const snapshot = async (commune: MadeCommune, kind: 'open' | 'closing' = 'closing'): Promise<readonly ReadScoreRow[]> => {
  if (kind === 'closing')
    await forScopeRaw(commune.scope, (client) =>
      closeWave(client, commune.scope, commune.waves['2024'] ?? '', new Date('2024-12-01T00:00:00Z')),
    )
  const { id } = await takeSnapshot(commune.scope.communeId, commune.waves['2024'] ?? '', kind)
  return forScopeRaw(commune.scope, (client) => readScoreRows(client, commune.scope, id))
}
const of = (rows: readonly ReadScoreRow[], figure: ReadScoreRow['figure'], unitId: string | undefined) =>
  rows.filter((row) => row.figure === figure && row.unit_id === unitId)
const one = (rows: readonly ReadScoreRow[], code: string): ReadScoreRow => {
  const found = rows.filter((row) => row.code === code)
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} rows of ${code} among ${rows.map((row) => row.code).join(' ')}`)
  return found[0]
}

const healthItems = ['hs_signs', 'hs_price', 'hs_wait', 'hs_clean', 'hs_toilet', 'hs_respect', 'hs_skill', 'hs_result']

describe('the rules of the ministries', () => {
  test('say of a health station what a hand count of its answers says, part by part', async () => {
    const commune = await makeCommune({ XA: 'commune', TYT: 'health-station' }, { '2024': [health] })
    await open(commune)
    const answers = people(health, 47)
    await bringAnswers(commune, '2024', 'TYT', health, answers)
    const rows = of(await snapshot(commune), 'rule', commune.units['TYT'])
    expect(rows.map(({ code }) => code).sort()).toEqual([
      'moh-qd56.fully-satisfied-percent',
      'moh-qd56.mean-percent',
      'moh-qd56.satisfied-answers-percent',
    ])
    const given = healthItems.map((item) => answers.map((row) => Number(row[item])))
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const [signs, price, wait, clean, toilet, respect, skill, result] = given.map(mean) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    const parts = [signs, (price + wait) / 2, (clean + toilet) / 2, (respect + skill) / 2, result]
    expect(one(rows, 'moh-qd56.mean-percent').value).toBeCloseTo(20 * mean(parts), 10)
    expect(one(rows, 'moh-qd56.satisfied-answers-percent').value).toBeCloseTo(
      100 * mean(given.flat().map((code) => (code >= 4 ? 1 : 0))),
      10,
    )
    const happy = answers.map((row) => (healthItems.every((item) => Number(row[item]) >= 4) ? 1 : 0))
    expect(one(rows, 'moh-qd56.fully-satisfied-percent').value).toBeCloseTo(100 * mean(happy), 10)
    for (const row of rows) {
      expect(row).toMatchObject({ level: 'index', model: 'health-station', refusal: null, respondents: 47, effective_n: 47 })
      expect(row.detail).toMatchObject({ rule: 'moh-qd56', items: healthItems, itemsLeftOut: [], partsNotAsked: [] })
      expect(row.lower).toBeLessThan(row.upper ?? 0)
    }
    const view = await loadUnitScores(mintScope(commune.scope.communeId, [commune.units['TYT'] ?? '']), 'TYT')
    expect(view?.rule).toMatchObject({ rule: 'moh-qd56', wave: '2024', items: 8, itemsLeftOut: [], partsNotAsked: [] })
    expect(view?.rule?.figures.map(({ code, certainty, figure }) => [code, certainty, figure.kind === 'shown' && figure.value])).toEqual(
      ['moh-qd56.mean-percent', 'moh-qd56.satisfied-answers-percent', 'moh-qd56.fully-satisfied-percent'].map((code) => [
        code,
        'remembered',
        one(rows, code).value,
      ]),
    )
  })

  test('show nothing of a unit with too few answers, and nothing while the wave is open', async () => {
    const commune = await makeCommune({ XA: 'commune', TYT: 'health-station', TH1: 'primary-school' }, { '2024': [health, school] })
    await open(commune)
    await bringAnswers(commune, '2024', 'TYT', health, people(health, 29))
    await bringAnswers(commune, '2024', 'TH1', school, people(school, 60))
    expect((await snapshot(commune, 'open')).filter(({ figure }) => !['score', 'change', 'count'].includes(figure))).toEqual([])
    const rows = await snapshot(commune)
    const refused = of(rows, 'rule', commune.units['TYT'])
    expect(refused).toHaveLength(3)
    for (const row of refused)
      expect(row).toMatchObject({ refusal: 'too-few-answers', value: null, lower: null, upper: null, standard_error: null })
    const shown = of(rows, 'rule', commune.units['TH1'])
    expect(shown.map(({ code, refusal }) => [code, refusal])).toEqual([
      ['moet.mean', null],
      ['moet.satisfied-answers-percent', null],
    ])
    // Access is asked by yes and no alone.
    expect(shown[0]?.detail).toMatchObject({ partsNotAsked: ['access'] })
  })

  test('leave an item of four answers out of every figure, pooled ones too, so that those four cannot be counted back', async () => {
    const figures = async (given: (i: number) => Respondent) => {
      const commune = await makeCommune({ XA: 'commune', MC: 'one-stop-desk', TYT: 'health-station' }, { '2024': [health, desk] })
      await open(commune)
      await bringAnswers(commune, '2024', 'TYT', health, people(health, 60, given))
      return of(await snapshot(commune), 'rule', commune.units['TYT'])
    }
    const [few, none] = [await figures((i) => ({ hs_toilet: i < 4 ? 5 : '' })), await figures(() => ({ hs_toilet: '' }))]
    expect(few).toHaveLength(3)
    for (const row of few) {
      expect(row.refusal).toBeNull()
      expect(row.value).toBe(one(none, row.code).value)
      expect(row.detail).toMatchObject({ itemsLeftOut: ['hs_toilet'] })
      expect(Object.keys(row.detail['bases'] as object)).not.toContain('hs_toilet')
    }
  })
})

describe('what goes with satisfaction', () => {
  /** Items drawn apart from each other; satisfaction follows one of them. */
  const drawn = (n: number, follows: string): Respondent[] => {
    const next = seededRandom(11)
    return people(health, n, () => {
      const codes = Object.fromEntries(healthItems.map((item) => [item, 1 + Math.floor(5 * next())]))
      return { ...codes, hs_overall: codes[follows] ?? 3 }
    })
  }

  test('is the part that it follows, first in every resample, on as many people as answered everything', async () => {
    const commune = await makeCommune({ XA: 'commune', TYT: 'health-station' }, { '2024': [health] })
    await open(commune)
    await bringAnswers(commune, '2024', 'TYT', health, drawn(90, 'hs_wait'))
    const rows = await snapshot(commune)
    const drivers = of(rows, 'driver', commune.units['TYT'])
    const whole = one(drivers, '')
    expect(whole).toMatchObject({ level: 'index', refusal: null, respondents: 90, value: expect.closeTo(1, 8) })
    const parts = drivers.filter(({ level }) => level === 'indicator')
    expect(parts).toHaveLength(8)
    expect(parts.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(1, 8)
    const [first] = [...parts].sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    expect(first?.code).toBe('transparency.hs_wait')
    expect(first?.detail).toMatchObject({ first: 1, overall: 'results.hs_overall' })
    const own = rows.find(({ unit_id, figure, code }) => unit_id === commune.units['TYT'] && figure === 'score' && code === first?.code)
    expect(first?.detail['performance']).toBe(own?.value)
    const view = await loadUnitScores(commune.scope, 'TYT')
    expect(view?.drivers).toMatchObject({ kind: 'shown', wave: '2024', respondents: 90, explained: whole.value })
    expect(view?.drivers?.kind === 'shown' && view.drivers.parts.map(({ code }) => code)[0]).toBe('transparency.hs_wait')
  })

  test('is refused with fewer than ten complete answers a part, and no number is left', async () => {
    const commune = await makeCommune({ XA: 'commune', TYT: 'health-station' }, { '2024': [health] })
    await open(commune)
    await bringAnswers(commune, '2024', 'TYT', health, drawn(79, 'hs_wait'))
    const rows = of(await snapshot(commune), 'driver', commune.units['TYT'])
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ refusal: 'too-few-answers', respondents: 79, value: null, lower: null, upper: null })
  })
})

describe('how far the figures carry', () => {
  test('modes of fewer than five answers are told with the next, and the screen names the register and how much of it answered', async () => {
    const commune = await makeCommune({ XA: 'commune', TYT: 'health-station' }, { '2024': [health] })
    await open(commune)
    const mode = (i: number) => (i < 40 ? 'slip' : i < 49 ? 'paper' : 'enumerator')
    await bringAnswers(
      commune,
      '2024',
      'TYT',
      health,
      people(health, 52, (i) => ({ mode: mode(i), sex: (i % 2) + 1 })),
    )
    const margin = (category: string) => ({
      unitId: commune.units['TYT'] ?? '',
      instrument: 'health-station',
      variable: 'sex',
      category,
      count: 130,
      source: 'sổ',
    })
    await forScopeRaw(commune.scope, (client) => setMargins(client, commune.scope, commune.waves['2024'] ?? '', [margin('1'), margin('2')]))
    const [row] = of(await snapshot(commune), 'modes', commune.units['TYT'])
    expect(row?.detail['groups']).toEqual([
      { modes: ['slip'], respondents: 40, share: 40 / 52 },
      { modes: ['paper', 'enumerator'], respondents: 12, share: 12 / 52 },
    ])
    expect((await loadUnitScores(commune.scope, 'TYT'))?.quality).toMatchObject({
      wave: '2024',
      responses: 52,
      population: 260,
      coverage: 0.2,
      raked: ['sex'],
      notRaked: [],
      modes: [
        { modes: ['slip'], responses: 40, share: 40 / 52 },
        { modes: ['paper', 'enumerator'], responses: 12, share: 12 / 52 },
      ],
      headline: { kind: 'shown', respondents: 52 },
    })
  })
})

describe('the procedures of a desk', () => {
  test('always name the three compulsory fields, answered or not, and give the parts of those that were', async () => {
    const commune = await makeCommune({ XA: 'commune', MC: 'one-stop-desk' }, { '2024': [desk] })
    await open(commune)
    await bringAnswers(
      commune,
      '2024',
      'MC',
      desk,
      people(desk, 70, (i) => ({ procedure: i % 2 ? 1 : 4 })),
    )
    await snapshot(commune)
    const view = await loadUnitScores(commune.scope, 'MC')
    expect(view?.groups?.map(({ code, compulsory, to, parts }) => [code, compulsory, to?.kind, parts.length])).toEqual([
      ['procedure:1', true, 'shown', 5],
      ['procedure:2', true, 'refused', 0],
      ['procedure:3', true, 'refused', 0],
      ['procedure:4', false, 'shown', 5],
    ])
    expect(view?.groups?.[1]?.to).toEqual({ kind: 'refused', reason: 'all-missing', respondents: null })
  })
})

describe('where a unit stands among those of its kind', () => {
  const schools = async (sizes: readonly number[]) => {
    const codes = sizes.map((_, at) => `TH${at + 1}`)
    const commune = await makeCommune(
      { XA: 'commune', ...Object.fromEntries(codes.map((code) => [code, 'primary-school' as const])) },
      { '2024': [school] },
    )
    await open(commune)
    const next = seededRandom(5)
    for (const [at, size] of sizes.entries())
      await bringAnswers(
        commune,
        '2024',
        codes[at] ?? '',
        school,
        people(school, size, () => ({ ps_rooms: 1 + Math.floor(5 * next()), ps_overall: 1 + Math.floor(5 * next()) })),
      )
    return { commune, rows: await snapshot(commune) }
  }
  const headline = (rows: readonly ReadScoreRow[], unitId: string | undefined) =>
    rows.find((row) => row.figure === 'score' && row.level === 'dimension' && row.unit_id === unitId)?.value ?? Number.NaN

  test('is told of four, from the mean of all, and shows no number of another', async () => {
    const { commune, rows } = await schools([40, 50, 60, 70])
    const values = ['TH1', 'TH2', 'TH3', 'TH4'].map((code) => headline(rows, commune.units[code]))
    const [row] = of(rows, 'standing', commune.units['TH1'])
    expect(row?.value).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 4, 12)
    expect(row).toMatchObject({ refusal: null, respondents: 40, detail: { units: 4 } })
    const own = mintScope(commune.scope.communeId, [commune.units['TH1'] ?? ''])
    const view = await loadUnitScores(own, 'TH1')
    expect(view?.standing).toMatchObject({ kind: 'shown', units: 4, mean: row?.value, near: [row?.lower, row?.upper] })
    for (const other of values.slice(1)) expect(JSON.stringify(view)).not.toContain(String(other))
  })

  test('is told of fewer than four once they are published, of one not at all', async () => {
    const { commune, rows } = await schools([40, 50, 29])
    const scope = mintScope(commune.scope.communeId, [commune.units['TH1'] ?? ''])
    expect((await loadUnitScores(scope, 'TH1'))?.standing).toEqual({ kind: 'unpublished', wave: '2024' })
    expect(of(rows, 'standing', commune.units['TH3'])[0]).toMatchObject({ refusal: 'too-few-answers', value: null })
    const snapshots = await forScopeRaw(commune.scope, (client) =>
      client.query<{ id: string }>('select id::text from score_snapshot where commune_id = $1', [commune.scope.communeId]),
    )
    await publishSnapshot(commune.scope, snapshots.rows[0]?.id ?? '', new Date())
    expect((await loadUnitScores(scope, 'TH1'))?.standing).toMatchObject({ kind: 'shown', units: 2 })
    const alone = await schools([40, 29])
    expect((await loadUnitScores(alone.commune.scope, 'TH1'))?.standing).toEqual({ kind: 'alone', wave: '2024' })
  })
})

test('after reopening, three more answers change nothing that stands beside the scores, of their unit or of another; thirty renew it', async () => {
  const commune = await makeCommune({ XA: 'commune', TH1: 'primary-school', TH2: 'primary-school' }, { '2024': [school] })
  await open(commune)
  const next = seededRandom(3)
  const more = (unit: string, n: number) =>
    bringAnswers(
      commune,
      '2024',
      unit,
      school,
      people(school, n, () =>
        Object.fromEntries(
          ['ps_rooms', 'ps_toilet', 'ps_safe', 'ps_teaching', 'ps_progress', 'ps_overall'].map((item) => [
            item,
            1 + Math.floor(5 * next()),
          ]),
        ),
      ),
    )
  const beside = async () => {
    const rows = await snapshot(commune)
    await forScope(
      commune.scope,
      (tx) => tx.$executeRaw`update wave set status = 'open', closes_at = null where id = ${commune.waves['2024']}::uuid`,
    )
    // What was read changes with every answer of the instrument; what is said must not.
    return rows.filter(({ figure }) => ['rule', 'driver', 'standing', 'modes'].includes(figure)).map(({ input_hash: _, ...said }) => said)
  }
  await more('TH1', 60)
  await more('TH2', 70)
  const before = await beside()
  expect(new Set(before.filter(({ refusal }) => refusal === null).map(({ figure }) => figure)).size).toBe(4)
  await more('TH1', 3)
  expect(await beside()).toEqual(before)
  await more('TH1', 27)
  const after = await beside()
  const changed = after.filter(
    (row) =>
      JSON.stringify(row) !==
      JSON.stringify(
        before.find((old) => old.unit_id === row.unit_id && old.figure === row.figure && old.level === row.level && old.code === row.code),
      ),
  )
  expect(new Set(changed.map(({ figure, unit_id }) => `${figure} ${unit_id === commune.units['TH1'] ? 'TH1' : 'TH2'}`))).toEqual(
    new Set(['rule TH1', 'driver TH1', 'standing TH1', 'modes TH1', 'standing TH2']),
  )
})
