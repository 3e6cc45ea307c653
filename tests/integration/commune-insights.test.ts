import { afterAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { closeDatabase, forScopeRaw } from '@/lib/server/db.ts'
import { loadCommuneComparison } from '@/lib/server/scores/load-commune-comparison.ts'
import { readScoreRows } from '@/lib/server/scores/score-row.ts'
import { takeSnapshot } from '@/lib/server/scores/take-snapshot.ts'
import { closeWave, openWave } from '@/lib/server/waves/open-wave.ts'
import { bringAnswers, type Respondent } from './support/answer-files.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const ids = ['commune-life', 'health-station', 'primary-school', 'infrastructure', 'one-stop-desk'] as const
const units = {
  'commune-life': 'XA',
  'health-station': 'TYT',
  'primary-school': 'TH1',
  infrastructure: 'XA',
  'one-stop-desk': 'MC',
} as const
afterAll(closeDatabase)

/** n people who give every item one of its codes by turns, of an age that is told. */
const people = (id: string, version: string, n: number, age: (i: number) => number): Respondent[] =>
  Array.from({ length: n }, (_, i) => ({
    ...Object.fromEntries(
      findInstrument(id, version).codebook.map(({ id: item, codes }, at) => [item, codes[(i * (at + 1)) % codes.length] ?? 1]),
    ),
    age_band: age(i),
  }))

async function closing(commune: MadeCommune, wave: '2023' | '2024', age: (i: number) => number) {
  const waveId = commune.waves[wave] ?? ''
  await forScopeRaw(commune.scope, (client) => openWave(client, commune.scope, waveId, new Date(`${wave}-01-01T00:00:00Z`)))
  for (const id of ids) await bringAnswers(commune, wave, units[id], findInstrument(id, wave), people(id, wave, 160, age))
  await forScopeRaw(commune.scope, (client) => closeWave(client, commune.scope, waveId, new Date(`${wave}-12-01T00:00:00Z`)))
  const { id } = await takeSnapshot(commune.scope.communeId, waveId, 'closing')
  return forScopeRaw(commune.scope, (client) => readScoreRows(client, commune.scope, id))
}
const made = () =>
  makeCommune(
    { XA: 'commune', TYT: 'health-station', TH1: 'primary-school', MC: 'one-stop-desk' },
    { '2023': ids.map((id) => findInstrument(id, '2023')), '2024': ids.map((id) => findInstrument(id, '2024')) },
  )
const evenly = (i: number) => 1 + (Math.floor(i / 7) % 4)

describe('what stands beside a commune in a closing snapshot', () => {
  test('tells how far its index hangs on the method, and splits its change into who and how', async () => {
    const commune = await made()
    const first = await closing(commune, '2023', evenly)
    expect(first.filter(({ figure }) => figure === 'decomposition')).toEqual([])
    const rows = await closing(commune, '2024', evenly)
    const [sensitivity, ...none] = rows.filter(({ figure }) => figure === 'sensitivity')
    expect(none).toEqual([])
    const index = rows.find(({ figure, level, model }) => figure === 'score' && level === 'index' && model === 'papi-commune')
    expect(sensitivity).toMatchObject({ unit_id: commune.units['XA'], model: 'papi-commune', refusal: null })
    expect(sensitivity?.value).toBeCloseTo(index?.value ?? Number.NaN, 9)
    const { least, most } = (sensitivity?.detail ?? {}) as { least: number; most: number }
    expect(least).toBeLessThan(sensitivity?.value ?? 0)
    expect(most).toBeGreaterThan(sensitivity?.value ?? 99)

    const splits = rows.filter(({ figure }) => figure === 'decomposition')
    expect(splits.map(({ model }) => model)).toContain('commune-life')
    for (const { value, detail, unit_id } of splits) {
      const { who, how } = detail as unknown as { who: { value: number }; how: { value: number } }
      expect(unit_id).toBe(commune.units['XA'])
      expect(who.value + how.value).toBeCloseTo(value ?? Number.NaN, 9)
    }

    const view = await loadCommuneComparison(commune.scope, '2023', '2024')
    expect(view?.sensitivity).toEqual({
      kind: 'shown',
      variants: sensitivity?.detail['variants'],
      index: sensitivity?.value,
      least,
      most,
    })
    expect(view?.decomposition.map(({ instrument, figure }) => [instrument, figure.kind === 'shown' && figure.change.value])).toEqual(
      splits.map(({ model, value }) => [model, value]),
    )
  })

  test('tells no split where an age band has four people, and leaves no number behind', async () => {
    const commune = await made()
    await closing(commune, '2023', evenly)
    const rows = await closing(commune, '2024', (i) => (i < 4 ? 4 : 1 + (Math.floor(i / 7) % 3)))
    const splits = rows.filter(({ figure }) => figure === 'decomposition')
    expect(splits.length).toBeGreaterThan(0)
    for (const row of splits) {
      expect(row).toMatchObject({ refusal: 'too-few-answers', value: null, lower: null, upper: null })
      expect(row.detail).not.toHaveProperty('who')
    }
  })
})
