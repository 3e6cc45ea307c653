import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { holm } from '@/lib/scoring/index.ts'
import { closeDatabase, forScope, forScopeRaw } from '@/lib/server/db.ts'
import { AppError } from '@/lib/server/errors.ts'
import { mintScope } from '@/lib/server/scope.ts'
import { loadCommuneComparison } from '@/lib/server/scores/load-commune-comparison.ts'
import { loadUnitScores } from '@/lib/server/scores/load-unit-scores.ts'
import { publishSnapshot } from '@/lib/server/scores/publish-snapshot.ts'
import { type ReadScoreRow, readScoreRows } from '@/lib/server/scores/score-row.ts'
import { takeSnapshot } from '@/lib/server/scores/take-snapshot.ts'
import { closeWave, openWave } from '@/lib/server/waves/open-wave.ts'
import { setMargins } from '@/lib/server/waves/set-margins.ts'
import { bringAnswers, type Respondent } from './support/answer-files.ts'
import { asOwner } from './support/as-owner.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const school2023 = findInstrument('primary-school', '2023')
const school = findInstrument('primary-school', '2024')
const health = findInstrument('health-station', '2024')
const works = findInstrument('infrastructure', '2024')
const desk = findInstrument('one-stop-desk', '2024')
afterAll(closeDatabase)

/** n respondents who give every item of the instrument one of its codes by turns, so that no two columns and no two groups are alike. */
const people = (instrument: typeof health, n: number, given: (i: number) => Respondent = () => ({}), shift = 0): Respondent[] =>
  Array.from({ length: n }, (_, i) => ({
    ...Object.fromEntries(instrument.codebook.map(({ id, codes }, at) => [id, codes[(i * (at + 1) + shift) % codes.length] ?? 1])),
    ...given(i),
  }))

const open = (commune: MadeCommune, wave: string) =>
  forScopeRaw(commune.scope, (client) => openWave(client, commune.scope, commune.waves[wave] ?? '', new Date(`${wave}-01-01T00:00:00Z`)))
const close = (commune: MadeCommune, wave: string) =>
  forScopeRaw(commune.scope, (client) => closeWave(client, commune.scope, commune.waves[wave] ?? '', new Date(`${wave}-12-01T00:00:00Z`)))
const reopen = (commune: MadeCommune, wave: string) =>
  forScope(commune.scope, (tx) => tx.$executeRaw`update wave set status = 'open', closes_at = null where id = ${commune.waves[wave]}::uuid`)
const take = (commune: MadeCommune, wave: string, kind: 'open' | 'closing' = 'closing') =>
  takeSnapshot(commune.scope.communeId, commune.waves[wave] ?? '', kind)
const rowsOf = (commune: MadeCommune, snapshotId: string) =>
  forScopeRaw(commune.scope, (client) => readScoreRows(client, commune.scope, snapshotId))
const find = (rows: readonly ReadScoreRow[], wanted: Partial<ReadScoreRow>): ReadScoreRow => {
  const found = rows.filter((row) => Object.entries(wanted).every(([name, value]) => row[name as keyof ReadScoreRow] === value))
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} rows are ${JSON.stringify(wanted)}`)
  return found[0]
}
const refusedCode = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof AppError ? error.code : error
}

describe('a closing snapshot', () => {
  let commune: MadeCommune
  let first: string
  let second: string
  beforeAll(async () => {
    commune = await makeCommune(
      { XA: 'commune', TYT: 'health-station', TH1: 'primary-school', TH2: 'primary-school' },
      { '2023': [school2023], '2024': [school, health], '2025': [school] },
    )
    for (const wave of ['2023', '2024', '2025']) await open(commune, wave)
    await bringAnswers(commune, '2023', 'TH1', school2023, people(school2023, 60))
    await bringAnswers(
      commune,
      '2023',
      'TH2',
      school2023,
      people(school2023, 50, () => ({}), 1),
    )
    await bringAnswers(
      commune,
      '2024',
      'TH1',
      school,
      people(school, 70, (i) => (i % 3 === 0 ? { ps_safe: 5, ps_teaching: 5, ps_rooms: 5 } : {})),
    )
    await bringAnswers(
      commune,
      '2024',
      'TH2',
      school,
      people(school, 40, () => ({}), 1),
    )
    await bringAnswers(commune, '2024', 'TYT', health, people(health, 29))
    await close(commune, '2023')
    await close(commune, '2024')
    first = (await take(commune, '2023')).id
    second = (await take(commune, '2024')).id
  })

  test('gives a unit’s parts as the plain mean of its answers on 1 to 10 where nothing is known of the register', async () => {
    const row = find(await rowsOf(commune, second), {
      unit_id: commune.units['TH2'] ?? '',
      figure: 'score',
      level: 'component',
      code: 'access',
    })
    const money = people(school, 40, () => ({}), 1).map(({ ps_money }) => Number(ps_money))
    const share = money.reduce((sum, code) => sum + code, 0) / money.length
    expect(row.value).toBeCloseTo(1 + 9 * share, 12)
    expect(row).toMatchObject({ respondents: 40, effective_n: 40, refusal: null })
    expect(row.lower).toBeLessThan(row.value ?? 0)
    expect(row.detail).toMatchObject({ modelVersion: '2024', selfSelected: true, indicatorsUsed: ['access.ps_money'] })
  })

  test('refuses every score of a unit with 29 answers, says how many there were and gives no number away', async () => {
    const rows = (await rowsOf(commune, second)).filter(
      ({ unit_id, figure }) => unit_id === commune.units['TYT'] && figure !== 'distribution',
    )
    expect(rows.filter(({ figure }) => figure === 'score').length).toBeGreaterThan(10)
    for (const row of rows.filter(({ figure }) => figure === 'score'))
      expect(row).toMatchObject({ refusal: 'too-few-answers', respondents: 29, value: null, lower: null, upper: null })
    expect(find(rows, { figure: 'count', model: 'health-station' })).toMatchObject({
      respondents: 29,
      detail: { weighting: { kind: 'unweighted' } },
    })
  })

  test('compares with the wave before, on what both asked alike, and judges the schools together', async () => {
    const changes = (await rowsOf(commune, second)).filter(
      ({ figure, level, model }) => figure === 'change' && level === 'dimension' && model === 'primary-school',
    )
    expect(changes).toHaveLength(2)
    expect(changes.map(({ adjusted_p_value }) => adjusted_p_value)).toEqual(holm(changes.map(({ p_value }) => p_value)))
    for (const { detail } of changes) expect(detail).toMatchObject({ fromWave: '2023', fromSnapshot: first, fromModelVersion: '2023' })
    expect(
      changes.every(
        ({ from_lower, from_value, from_upper }) => (from_lower ?? 9) < (from_value ?? 0) && (from_value ?? 9) < (from_upper ?? 0),
      ),
    ).toBe(true)
  })

  test('deleting the scores and taking it again restores every figure to the last bit', async () => {
    const before = await rowsOf(commune, second)
    expect(before.length).toBeGreaterThan(100)
    await asOwner(commune.scope, (client) =>
      client.query('delete from score where commune_id = $1 and snapshot_id = $2', [commune.scope.communeId, second]),
    )
    expect(await rowsOf(commune, second)).toEqual([])
    const again = await take(commune, '2024')
    expect(await rowsOf(commune, again.id)).toEqual(before)
    second = again.id
  })

  test('holds the hashes by which each figure can be computed again', async () => {
    const rows = await rowsOf(commune, second)
    const frozen = await forScope(commune.scope, (tx) => tx.instrumentVersion.findMany({ where: { communeId: commune.scope.communeId } }))
    const hashes = new Set(frozen.map(({ hash }) => hash))
    for (const row of rows) {
      expect(row.input_hash).toMatch(/^[0-9a-f]{64}$/)
      expect(row.method_version).toBe('1.0.0')
      if (row.model !== 'papi-commune') expect(hashes.has(row.instrument_hash)).toBe(true)
    }
  })

  test('hides how answers are spread under five people, and under twenty who all answered the same, with one and the same reason', async () => {
    await bringAnswers(
      commune,
      '2025',
      'TH1',
      school,
      people(school, 19, (i) => ({ ps_rooms: 4, ps_safe: i < 4 ? 3 : '' })),
    )
    await bringAnswers(
      commune,
      '2025',
      'TH2',
      school,
      people(school, 20, (i) => ({ ps_rooms: 4, ps_safe: i < 5 ? (i % 5) + 1 : '' })),
    )
    await close(commune, '2025')
    const rows = await rowsOf(commune, (await take(commune, '2025')).id)
    const of = (unit: string, code: string) => find(rows, { unit_id: commune.units[unit] ?? '', figure: 'distribution', code })
    const hidden = { refusal: 'too-few-answers', respondents: null, dont_know_share: null }
    expect(of('TH1', 'ps_rooms')).toMatchObject(hidden)
    expect(of('TH1', 'ps_safe')).toMatchObject(hidden)
    expect(of('TH1', 'ps_rooms').detail).toEqual(of('TH1', 'ps_safe').detail)
    expect(of('TH2', 'ps_rooms')).toMatchObject({ refusal: null, respondents: 20 })
    const { shares } = of('TH2', 'ps_safe').detail as { shares: { code: number; share: number }[] }
    expect(shares.map(({ share }) => share)).toEqual([0.2, 0.2, 0.2, 0.2, 0.2].map((share) => expect.closeTo(share, 12)))
  })

  test('is refused where the wave is not closed, where the kind does not fit, and where nobody answered', async () => {
    const other = await makeCommune({ XA: 'commune', TYT: 'health-station' }, { '2024': [health] })
    expect(await refusedCode(take(other, '2024'))).toBe('CONFLICT')
    await open(other, '2024')
    expect(await refusedCode(take(other, '2024'))).toBe('CONFLICT')
    expect(await refusedCode(take(other, '2024', 'open'))).toBe('CONFLICT')
    expect(await refusedCode(takeSnapshot(other.scope.communeId, commune.waves['2024'] ?? '', 'closing'))).toBe('NOT_FOUND')
  })

  test('screens read what was released: the same numbers, a unit its own alone, the public only what is published', async () => {
    const { scope, units } = commune
    const own = mintScope(scope.communeId, [units['TH1'] ?? ''])
    const view = await loadUnitScores(own, 'TH1', { wave: '2024' })
    const row = find(await rowsOf(commune, second), { unit_id: units['TH1'] ?? '', figure: 'score', level: 'dimension', code: 'U' })
    expect(view?.headline.to).toMatchObject({
      kind: 'shown',
      value: row.value,
      lower: row.lower,
      upper: row.upper,
      respondents: row.respondents,
    })
    expect(view?.trend.map(({ wave }) => wave)).toEqual(['2023', '2024', '2025'])
    expect(view?.answers).toEqual({ '2023': 60, '2024': 70, '2025': 19 })
    expect(await loadUnitScores(own, 'TH2')).toBeNull()
    expect(await loadUnitScores(scope, 'TH1', { audience: 'public' })).toBeNull()
    expect(await loadCommuneComparison(scope, '2023', '2024', 'public')).toBeNull()
    await publishSnapshot(scope, first, new Date())
    await publishSnapshot(scope, second, new Date())
    expect((await loadUnitScores(scope, 'TH1', { audience: 'public' }))?.waves.map(({ wave }) => wave)).toEqual(['2023', '2024'])
    const comparison = await loadCommuneComparison(scope, '2023', '2024', 'public')
    expect(comparison?.units.find(({ code }) => code === 'TH1')?.to).toEqual(view?.headline.to)
    expect(comparison?.index.to).toMatchObject({ kind: 'refused' })
    expect(await loadCommuneComparison(scope, '2023', '2099')).toBeNull()
  })
})

describe('weights', () => {
  test('answers are raked to the register of each unit, and what of it could not be used is named', async () => {
    const commune = await makeCommune({ XA: 'commune', T1: 'village', T2: 'village', T3: 'village' }, { '2024': [works] })
    const { scope, units } = commune
    await open(commune, '2024')
    const answered = people(works, 80, (i) => ({ sex: i < 60 ? 1 : 2, if_power: i < 60 ? 2 : 5, village: i % 2 ? 'T1' : 'T2' }))
    await bringAnswers(commune, '2024', 'XA', works, answered)
    const margin = (variable: string, category: string, count: number) => ({
      unitId: units['XA'] ?? '',
      instrument: 'infrastructure',
      variable,
      category,
      count,
      source: 'sổ',
    })
    await forScopeRaw(scope, (client) =>
      setMargins(client, scope, commune.waves['2024'] ?? '', [
        margin('sex', '1', 500),
        margin('sex', '2', 500),
        margin('village', 'T1', 300),
        margin('village', 'T2', 300),
        margin('village', 'T3', 400),
        margin('income', '1', 10),
      ]),
    )
    await close(commune, '2024')
    const rows = await rowsOf(commune, (await take(commune, '2024')).id)
    const power = find(rows, { unit_id: units['XA'] ?? '', model: 'infrastructure', figure: 'distribution', code: 'if_power' })
    const { shares } = power.detail as { shares: { code: number; share: number }[] }
    expect(shares.find(({ code }) => code === 5)?.share).toBeCloseTo(0.5, 9)
    const { weighting } = find(rows, { unit_id: units['XA'] ?? '', figure: 'count', model: 'infrastructure' }).detail
    expect(weighting).toMatchObject({
      kind: 'raked',
      variables: ['sex'],
      leftOut: [
        { variable: 'income', reason: 'not-asked' },
        { variable: 'village', reason: 'empty-category' },
      ],
    })
  })
})

describe('what would give a few away', () => {
  test('the commune’s figure of two schools rests on one of them alone where the other has four answers', async () => {
    const commune = await makeCommune({ XA: 'commune', TH1: 'primary-school', TH2: 'primary-school' }, { '2024': [school] })
    const { units } = commune
    await open(commune, '2024')
    await bringAnswers(commune, '2024', 'TH1', school, people(school, 50))
    await bringAnswers(
      commune,
      '2024',
      'TH2',
      school,
      people(school, 40, (i) => (i < 4 ? {} : { ps_overall: '' })),
    )
    await close(commune, '2024')
    const rows = await rowsOf(commune, (await take(commune, '2024')).id)
    const score = (unit: string, code: string) => find(rows, { unit_id: units[unit] ?? '', figure: 'score', level: 'indicator', code })
    expect(score('TH2', 'results.ps_overall')).toMatchObject({ refusal: 'too-few-answers', value: null, respondents: null })
    expect(score('XA', '6.2.overall').value).toBeCloseTo(score('TH1', 'results.ps_overall').value ?? 0, 12)
    expect(score('XA', '6.2.quality').respondents).toBe(90)
  })

  test('procedures and villages with few answers show nothing, and the desk’s figure leaves out a handful that its procedures would reveal', async () => {
    const commune = await makeCommune({ XA: 'commune', MC: 'one-stop-desk' }, { '2024': [desk] })
    await open(commune, '2024')
    await bringAnswers(commune, '2024', 'MC', desk, [
      ...people(desk, 120, (i) => ({ procedure: (i % 3) + 1 })),
      ...people(desk, 4, () => ({ procedure: 4 }), 2),
    ])
    await close(commune, '2024')
    const rows = await rowsOf(commune, (await take(commune, '2024')).id)
    const of = (group_key: string) =>
      find(rows, { unit_id: commune.units['MC'] ?? '', group_key, figure: 'score', level: 'dimension', code: 'U' })
    expect(['procedure:1', 'procedure:2', 'procedure:3'].map((group) => of(group).respondents)).toEqual([40, 40, 40])
    expect(of('procedure:4')).toMatchObject({ refusal: 'too-few-answers', respondents: null, value: null })
    expect(of('').respondents).toBe(120)
  })
})

describe('snapshots of one wave, one after another', () => {
  test('an open wave shows headlines only, and a unit’s are renewed with twenty new answers', async () => {
    const commune = await makeCommune({ XA: 'commune', TYT: 'health-station' }, { '2024': [health] })
    await open(commune, '2024')
    const headline = async () => {
      const rows = await rowsOf(commune, (await take(commune, '2024', 'open')).id)
      expect(rows.some(({ figure, level }) => figure === 'distribution' || level === 'indicator')).toBe(false)
      return [
        find(rows, { unit_id: commune.units['TYT'] ?? '', figure: 'score', level: 'dimension' }),
        find(rows, { unit_id: commune.units['TYT'] ?? '', figure: 'count' }),
      ]
    }
    await bringAnswers(commune, '2024', 'TYT', health, people(health, 35))
    const [before] = await headline()
    expect(before).toMatchObject({ refusal: null, respondents: 35 })
    await bringAnswers(
      commune,
      '2024',
      'TYT',
      health,
      people(health, 12, () => ({ hs_signs: 1 }), 1),
    )
    expect((await headline())[0]).toEqual(before)
    await bringAnswers(
      commune,
      '2024',
      'TYT',
      health,
      people(health, 9, () => ({ hs_signs: 1 }), 2),
    )
    const [renewed, count] = await headline()
    expect(renewed).toMatchObject({ respondents: 56 })
    expect(count).toMatchObject({ respondents: 56 })
    expect(renewed?.value).not.toBe(before?.value)
  })

  test('after reopening, a figure behind which one to four people came keeps its value, and so does the commune’s; five renew both', async () => {
    const commune = await makeCommune({ XA: 'commune', TYT: 'health-station' }, { '2024': [health] })
    const { units } = commune
    await open(commune, '2024')
    await bringAnswers(commune, '2024', 'TYT', health, people(health, 40))
    const closing = async () => {
      await close(commune, '2024')
      const rows = await rowsOf(commune, (await take(commune, '2024')).id)
      await reopen(commune, '2024')
      const of = (unit: string, level: 'component' | 'dimension', code: string) =>
        find(rows, { unit_id: units[unit] ?? '', figure: 'score', level, code })
      return [
        of('TYT', 'dimension', 'U'),
        of('XA', 'component', '6.1'),
        find(rows, { unit_id: units['TYT'] ?? '', figure: 'distribution', code: 'hs_signs' }),
      ]
    }
    const before = await closing()
    await bringAnswers(
      commune,
      '2024',
      'TYT',
      health,
      people(health, 3, () => ({ hs_signs: 1, hs_overall: 1 }), 1),
    )
    expect(await closing()).toEqual(before)
    await bringAnswers(
      commune,
      '2024',
      'TYT',
      health,
      people(health, 2, () => ({ hs_signs: 1, hs_overall: 1 }), 2),
    )
    const after = await closing()
    expect(after.map(({ respondents }) => respondents)).toEqual([45, 45, 45])
    for (const [i, row] of after.entries()) expect(row.input_hash).not.toBe(before[i]?.input_hash)
  })
})
