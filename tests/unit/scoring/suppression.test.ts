import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type GuardedCell, hiddenCells, type SumRelation } from '@/lib/scoring/suppression.ts'
import { tableRelations } from '@/lib/scoring/table-relations.ts'

const cell = (key: string, respondents: number, more: Partial<GuardedCell> = {}): GuardedCell => ({ key, respondents, ...more })
const reasons = (cells: GuardedCell[], relations: SumRelation[] = []) =>
  Object.fromEntries(hiddenCells(cells, relations).map(({ key, reason }) => [key, reason]))

type Row = readonly bigint[]

/** Rows with leading entries that none of the rows before has: fraction-free, in whole numbers of any size; shares no code with the library. */
class ExactSpan {
  private readonly rows: { lead: number; row: Row }[] = []

  /** What is left of a vector (up to a factor) when the span is taken out of it. */
  private rest(vector: Row): Row {
    let left = vector
    for (const { lead, row } of this.rows) {
      const factor = left[lead] as bigint
      if (factor === 0n) continue
      const pivot = row[lead] as bigint
      left = left.map((value, k) => value * pivot - (row[k] as bigint) * factor)
    }
    return left
  }

  add(vector: Row): this {
    const row = this.rest(vector)
    const lead = row.findIndex((value) => value !== 0n)
    if (lead >= 0) this.rows.push({ lead, row })
    return this
  }

  contains(vector: Row): boolean {
    return this.rest(vector).every((value) => value === 0n)
  }
}

/** Says what a reader of the shown cells can compute that its own cell (null: none) does not give by itself. */
function reader(cells: readonly GuardedCell[], relations: readonly SumRelation[], hidden: ReadonlySet<string>, own: string | null) {
  const unit = (keys: readonly string[]) => cells.map(({ key }) => (keys.includes(key) ? 1n : 0n))
  const follows = (known: readonly string[]) => {
    const span = new ExactSpan()
    for (const { parent, children } of relations)
      span.add(cells.map(({ key }) => (key === parent ? 1n : 0n) - (children.includes(key) ? 1n : 0n)))
    for (const key of known) span.add(unit([key]))
    return span
  }
  const empty = cells.filter(({ respondents }) => respondents === 0).map(({ key }) => key)
  const shown = cells.filter(({ key, respondents }) => respondents > 0 && !hidden.has(key)).map(({ key }) => key)
  const mine = own === null ? [] : [own]
  const [all, byItself] = [follows([...empty, ...shown, ...mine]), follows([...empty, ...mine])]
  return { canCompute: (about: readonly string[]) => all.contains(unit(about)) && !byItself.contains(unit(about)) }
}

/** All sets of two or more names with fewer than `limit` people together. */
function setsUnder(names: readonly string[], people: (name: string) => number, limit: number): string[][] {
  const extend = (set: string[], next: number, sum: number): string[][] =>
    names.slice(next).flatMap((name, i) => {
      const together = sum + people(name)
      if (together >= limit) return []
      const larger = [...set, name]
      return [...(larger.length > 1 ? [larger] : []), ...extend(larger, next + i + 1, together)]
    })
  return extend([], 0, 0)
}

describe('hiddenCells', () => {
  test('hides cells of one to four people, and shows those of none and of five', () => {
    expect(reasons([cell('a', 0), cell('b', 1), cell('c', 4), cell('d', 5)])).toEqual({ b: 'too-few', c: 'too-few' })
  })

  test('hides fewer than twenty people who all gave one answer', () => {
    expect(
      reasons([cell('a', 19, { commonAnswer: 5 }), cell('b', 20, { commonAnswer: 5 }), cell('c', 19, { commonAnswer: null })]),
    ).toEqual({ a: 'all-equal' })
  })

  test('hides brothers and sisters of a hidden cell, smallest first, until its own people cannot compute another', () => {
    const cells = [cell('all', 100), cell('v1', 3), cell('v2', 20), cell('v3', 30), cell('v4', 47)]
    const hidden = hiddenCells(cells, [{ parent: 'all', children: ['v1', 'v2', 'v3', 'v4'] }])
    expect(hidden.map(({ key, reason }) => [key, reason])).toEqual([
      ['v1', 'too-few'],
      ['v2', 'complementary'],
      ['v3', 'complementary'],
    ])
    expect(hidden[1]?.protects).toEqual(['v1'])
  })

  test('two hidden are enough where nobody knows a cell of its own', () => {
    const known = { knownToItself: false }
    const cells = [cell('all', 53), cell('women', 3, known), cell('men', 20, known), cell('unknown', 30, known)]
    expect(Object.keys(reasons(cells, [{ parent: 'all', children: ['women', 'men', 'unknown'] }]))).toEqual(['women', 'men'])
  })

  test('a headline is hidden only where nothing else helps', () => {
    const relation = [{ parent: 'all', children: ['a', 'b', 'c'] }]
    const cells = (headline: boolean) => [cell('all', 8, { headline }), cell('a', 3), cell('b', 3), cell('c', 2)]
    // Three small villages: their sum is 8, but who knows its own 3 is left with 5, and with 2 and 3 of one's own nothing is left over.
    expect(Object.keys(reasons(cells(true), relation))).toEqual(['a', 'b', 'c'])
    const smaller = [cell('all', 6, { headline: true }), cell('a', 2), cell('b', 2), cell('c', 2)]
    expect(Object.keys(reasons(smaller, relation))).toEqual(['all', 'a', 'b', 'c'])
  })

  test('a sum over hidden cells of together fewer than five people is not shown either', () => {
    const cells = [cell('all', 54), cell('a', 2), cell('b', 2), cell('c', 50)]
    expect(reasons(cells, [{ parent: 'all', children: ['a', 'b', 'c'] }])).toEqual({
      all: 'complementary',
      a: 'too-few',
      b: 'too-few',
      c: 'complementary',
    })
  })

  test('a parent with one child that is not empty is no secret from that child', () => {
    expect(reasons([cell('all', 3), cell('a', 3), cell('b', 0)], [{ parent: 'all', children: ['a', 'b'] }])).toEqual({
      all: 'too-few',
      a: 'too-few',
    })
  })

  test('a cell withheld for a reason of its own helps to hide others and needs no help', () => {
    const relation = [{ parent: 'all', children: ['a', 'b', 'c'] }]
    const cells = [cell('all', 60), cell('a', 12, { withheld: true }), cell('b', 20), cell('c', 28)]
    expect(reasons(cells, relation)).toEqual({})
    expect(reasons([cell('all', 60), cell('a', 12, { withheld: true }), cell('b', 3), cell('c', 45)], relation)).toEqual({
      b: 'too-few',
      c: 'complementary',
    })
  })

  test('a withheld whole of which every part is shown is no unknown: it hides nothing', () => {
    const relations = [
      { parent: 'half', children: ['a', 'b'] },
      { parent: 'all', children: ['half', 'c'] },
    ]
    const cells = [cell('a', 20), cell('b', 20), cell('half', 40, { withheld: true }), cell('c', 3), cell('all', 43)]
    // Did it count as unknown, c would seem safe behind it, while a + b gives it, and with it c.
    const hidden = new Set(Object.keys(reasons(cells, relations)))
    expect(hidden.has('c')).toBe(true)
    const { canCompute } = reader(cells, relations, new Set([...hidden, 'half']), null)
    expect(canCompute(['c'])).toBe(false)
    // And where nothing is small, nothing is hidden for the sake of a whole that everybody can add up.
    expect(reasons([cell('a', 20), cell('b', 20), cell('half', 40, { withheld: true })], relations.slice(0, 1))).toEqual({})
  })

  describe('crossed tables', () => {
    const key = (unit: string, grouping: string | null, code: number | string | null) => (grouping === null ? unit : `${unit}/${code}`)
    const relations = tableRelations({
      units: [{ parent: 'X', children: ['A', 'B', 'C'] }],
      groupings: [{ name: 'sex', codes: [1, 2] }],
      key,
    })
    const people: Record<string, number> = {
      'A/1': 3,
      'A/2': 25,
      'B/1': 30,
      'B/2': 35,
      'C/1': 40,
      'C/2': 45,
      A: 28,
      B: 65,
      C: 85,
      X: 178,
      'X/1': 73,
      'X/2': 105,
    }
    const table = (groupsKnowThemselves: boolean) =>
      Object.entries(people).map(([name, n]) =>
        cell(name, n, { headline: !name.includes('/'), knownToItself: groupsKnowThemselves || !name.includes('/') }),
      )

    test('keep all their totals where the people of a group do not know each other', () => {
      expect(reasons(table(false), relations)).toEqual({
        'A/1': 'too-few',
        'A/2': 'complementary',
        'B/1': 'complementary',
        'B/2': 'complementary',
      })
    })

    test('lose more where every group may know its own figures, and then nobody can compute another', () => {
      const cells = table(true)
      const hidden = new Set(Object.keys(reasons(cells, relations)))
      expect(hidden.size).toBeGreaterThan(4)
      for (const own of [null, ...hidden]) {
        const { canCompute } = reader(cells, relations, hidden, own)
        for (const about of hidden) if (own !== about) expect(canCompute([about])).toBe(false)
      }
    })
  })

  test('the same table always gives the same answer', () => {
    const cells = [cell('all', 63), cell('a', 3), cell('b', 20), cell('c', 20), cell('d', 20)]
    const relations = [{ parent: 'all', children: ['a', 'b', 'c', 'd'] }]
    expect(hiddenCells(cells, relations)).toEqual(hiddenCells(cells, relations))
    expect(Object.keys(reasons(cells, relations))).toEqual(['a', 'b', 'c'])
  })

  test('a table with very many small cells is hidden as far as relations tie it', () => {
    const small = Array.from({ length: 60 }, (_, i) => cell(`v${i}`, 1))
    const cells = [cell('all', 160), cell('rest', 100), ...small, cell('elsewhere', 7)]
    const keys = Object.keys(reasons(cells, [{ parent: 'all', children: ['rest', ...small.map(({ key }) => key)] }]))
    expect(keys).toContain('all')
    expect(keys).toContain('rest')
    expect(keys).not.toContain('elsewhere')
  })

  test.each([
    { case: 'a key given twice', cells: [cell('a', 5), cell('a', 6)], relations: [] },
    { case: 'a count that is not whole', cells: [cell('a', 5.5)], relations: [] },
    { case: 'a negative count', cells: [cell('a', -1)], relations: [] },
    { case: 'a relation with an unknown key', cells: [cell('a', 5)], relations: [{ parent: 'a', children: ['b'] }] },
    {
      case: 'a parent whose people are not those of its children',
      cells: [cell('a', 5), cell('b', 4)],
      relations: [{ parent: 'a', children: ['b'] }],
    },
  ])('throws on $case', ({ cells, relations }) => {
    expect(() => hiddenCells(cells, relations)).toThrow(/^hiddenCells requires/)
  })

  test("no hidden cell can be computed from shown ones, alone or with a cell of one's own, on 1,000 random tables", () => {
    const table = fc.record({
      villages: fc.integer({ min: 1, max: 4 }),
      groups: fc.integer({ min: 1, max: 3 }),
      counts: fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 5, max: 40 })), { minLength: 12, maxLength: 12 }),
      equal: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 12, maxLength: 12 }),
      withBlocks: fc.boolean(),
      headline: fc.boolean(),
    })
    fc.assert(
      fc.property(table, ({ villages, groups, counts, equal, withBlocks, headline }) => {
        const units = Array.from({ length: villages }, (_, v) => `v${v}`)
        const codes = Array.from({ length: groups }, (_, g) => g)
        const key = (unit: string, grouping: string | null, code: number | string | null) => (grouping === null ? unit : `${unit}/${code}`)
        const block = withBlocks && villages > 2 ? [{ parent: 'block', children: ['v0', 'v1'] }] : []
        const relations = tableRelations({ units: [{ parent: 'X', children: units }, ...block], groupings: [{ name: 'g', codes }], key })
        const count = new Map<string, number>()
        const answer = new Map<string, number | null>()
        units.forEach((unit, v) => {
          codes.forEach((code) => {
            count.set(key(unit, 'g', code), counts[v * 3 + code] as number)
            answer.set(key(unit, 'g', code), (equal[v * 3 + code] as number) > 3 ? 5 : null)
          })
        })
        const add = (parent: string, children: string[]) => {
          count.set(
            parent,
            children.reduce((sum, child) => sum + (count.get(child) ?? 0), 0),
          )
          const own = new Set(children.filter((child) => count.get(child) !== 0).map((child) => answer.get(child)))
          answer.set(parent, own.size === 1 ? ([...own][0] ?? null) : null)
        }
        const wholes = [...block.map(({ parent, children }) => [parent, children] as const), ['X', units] as const]
        for (const [parent, children] of wholes)
          for (const code of codes)
            add(
              key(parent, 'g', code),
              children.map((child) => key(child, 'g', code)),
            )
        for (const unit of [...units, ...wholes.map(([parent]) => parent)])
          add(
            unit,
            codes.map((code) => key(unit, 'g', code)),
          )
        const cells = [...count].map(([name, respondents]) =>
          cell(name, respondents, { commonAnswer: answer.get(name) ?? null, headline: headline && name === 'X' }),
        )

        const entries = hiddenCells(cells, relations)
        const hidden = new Set(entries.map((entry) => entry.key))
        for (const { key: name, respondents, commonAnswer } of cells) {
          if (respondents > 0 && respondents < 5) expect(hidden.has(name)).toBe(true)
          if (respondents > 0 && respondents < 20 && commonAnswer !== null) expect(hidden.has(name)).toBe(true)
          if (respondents === 0) expect(hidden.has(name)).toBe(false)
        }
        const people = (name: string) => count.get(name) ?? 0
        const small = [...hidden].filter((name) => people(name) < 5)
        for (const own of [null, ...hidden]) {
          const { canCompute } = reader(cells, relations, hidden, own)
          for (const about of hidden) if (own !== about && canCompute([about])) throw new Error(`${about} is known to ${own}`)
          for (const set of setsUnder(
            small.filter((name) => name !== own),
            people,
            5,
          )) {
            if (canCompute(set)) throw new Error(`${set.join(' + ')} is known to ${own}`)
          }
        }
      }),
      { numRuns: 1000 },
    )
  }, 120_000)
})
