import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCases, runCase } from '@/scripts/golden.ts'

const ours = fileURLToPath(new URL('./fixtures', import.meta.url))
/** The whole collection, with data that we may not carry, where it lies beside the repository. */
const theirs = fileURLToPath(new URL('../../../shared/golden', import.meta.url))

/** Estimators that the library need not offer. */
const optional = ['replicate', 'calibrate', 'oaxaca_blinder', 'rank_test', 'rao_scott', 'trend', 'normalise_units']

describe('reference cases on synthetic data, computed with R survey and checked by a second implementation', () => {
  const cases = readCases(ours)

  test('there are as many as were copied', () => {
    expect(cases).toHaveLength(44)
  })

  test.each(cases.map((c) => [c.name, c] as const))('%s', (_, c) => {
    const { misses, passed, total, offered } = runCase(c, ours)
    if (!offered) expect(optional).toContain(c.request.estimator)
    expect(misses).toEqual([])
    expect(passed).toBe(total)
    if (offered) expect(total).toBeGreaterThan(0)
  })

  test('a wrong figure is a miss', () => {
    const c = cases.find(({ name }) => name === 'nested-cluster-ids')
    if (!c) throw new Error('the case is gone')
    const { misses, passed, total } = runCase({ ...c, expected: { ...c.expected, se: 0.527 } }, ours)
    expect(total - passed).toBe(1)
    expect(misses[0]).toContain('.se: 0.527')
  })

  test('a figure that is missing, or null where a number is wanted, is a miss', () => {
    const c = cases.find(({ name }) => name === 'nested-cluster-ids')
    if (!c) throw new Error('the case is gone')
    expect(runCase({ ...c, expected: { nothing: 1 } }, ours).misses).toHaveLength(1)
    expect(runCase({ ...c, expected: { estimate: null } }, ours).misses).toHaveLength(1)
  })
})

describe.skipIf(!existsSync(theirs))('reference cases beside the repository (skipped where ../shared/golden is not there)', () => {
  const cases = existsSync(theirs) ? readCases(theirs) : []

  test.each(cases.map((c) => [c.name, c] as const))('%s', (_, c) => {
    const { misses, offered } = runCase(c, theirs)
    if (!offered) expect(optional).toContain(c.request.estimator)
    expect(misses).toEqual([])
  })
})
