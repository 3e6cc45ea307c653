import { describe, expect, test, vi } from 'vitest'
import { createGroupCommit } from '@/lib/server/responses/group-commit.ts'

const limits = { inFlight: 2, rows: 3, waiting: 8, patience: 200 }
const tick = () => new Promise((resolve) => setImmediate(resolve))

/** A store whose statements end when they are told to. */
const makeStore = () => {
  const calls: { group: string; rows: readonly number[]; end: (outcomes?: readonly string[]) => void; fail: (error: unknown) => void }[] =
    []
  const store = (group: string, rows: readonly number[]) =>
    new Promise<readonly string[]>((resolve, reject) => {
      calls.push({ group, rows, end: (outcomes = rows.map((row) => `stored ${row}`)) => resolve(outcomes), fail: reject })
    })
  return { calls, store }
}
const rowFault = Object.assign(new Error('value'), { code: '22003' })

describe('createGroupCommit', () => {
  test('what comes while two statements are at work waits, and goes together', async () => {
    const { calls, store } = makeStore()
    const submit = createGroupCommit(store, limits)
    const first = submit('a', 1)
    await tick()
    const second = submit('a', 2)
    await tick()
    const rest = [3, 4, 5, 6].map((row) => submit('a', row))
    await tick()
    expect(calls.map(({ rows }) => rows)).toEqual([[1], [2]])
    calls[1]?.end()
    await second
    await tick()
    expect(calls[2]?.rows).toEqual([3, 4, 5])
    for (const call of calls) call.end()
    await tick()
    calls[3]?.end()
    expect(await Promise.all([first, ...rest])).toEqual(['stored 1', 'stored 3', 'stored 4', 'stored 5', 'stored 6'])
  })

  test('rows of two communes never share a statement, and a busy one does not starve the other', async () => {
    const { calls, store } = makeStore()
    const submit = createGroupCommit(store, { ...limits, inFlight: 1 })
    const all = [1, 2, 3, 4].map((row) => submit('a', row)).concat(submit('b', 5))
    await tick()
    calls[0]?.end()
    await tick()
    await tick()
    calls[1]?.end()
    await tick()
    await tick()
    calls[2]?.end()
    await Promise.all(all)
    expect(calls.map(({ group, rows }) => [group, rows])).toEqual([
      ['a', [1, 2, 3]],
      ['b', [5]],
      ['a', [4]],
    ])
  })

  test('a row at fault fails alone: its group is tried again one by one', async () => {
    const store = vi.fn(async (_group: string, rows: readonly number[]) => {
      if (rows.includes(2)) throw rowFault
      return rows.map((row) => `stored ${row}`)
    })
    const submit = createGroupCommit(store, limits)
    const settled = await Promise.allSettled([1, 2, 3].map((row) => submit('a', row)))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(store.mock.calls.map(([, rows]) => rows)).toEqual([[1, 2, 3], [1], [2], [3]])
  })

  test('any other failure fails the group at once', async () => {
    const store = vi.fn(async () => {
      throw Object.assign(new Error('gone'), { code: '57P01' })
    })
    const settled = await Promise.allSettled([1, 2, 3].map((row) => createGroupCommit(store, limits)('a', row)))
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true)
    const submit = createGroupCommit(store, limits)
    store.mockClear()
    await Promise.allSettled([1, 2, 3].map((row) => submit('a', row)))
    expect(store).toHaveBeenCalledTimes(1)
  })

  test('a statement that never ends: the row is given up in time, and rows given up are not sent later', async () => {
    const { calls, store } = makeStore()
    const submit = createGroupCommit(store, { ...limits, inFlight: 1 })
    const started = performance.now()
    const all = [submit('a', 1)]
    await tick()
    all.push(submit('a', 2))
    const settled = await Promise.allSettled(all)
    expect(settled.map((each) => each.status === 'rejected' && each.reason.code)).toEqual(['UNAVAILABLE', 'UNAVAILABLE'])
    expect(performance.now() - started).toBeLessThan(1000)
    calls[0]?.end()
    await tick()
    await tick()
    expect(calls).toHaveLength(1)
    const later = submit('a', 3)
    await tick()
    calls[1]?.end()
    expect(await later).toBe('stored 3')
  })

  test('when too many wait, the next is told to come back', async () => {
    const { calls, store } = makeStore()
    const submit = createGroupCommit(store, limits)
    const all = Array.from({ length: 8 }, (_, row) => submit('a', row))
    await expect(submit('a', 9)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    for (let n = 0; n < 8; n += 1) {
      await tick()
      for (const call of calls) call.end()
    }
    expect(await Promise.all(all)).toHaveLength(8)
  })

  test('a store that answers for too few rows fails those it left out', async () => {
    const submit = createGroupCommit<number, string>(async () => ['stored'], limits)
    const settled = await Promise.allSettled([submit('a', 1), submit('a', 2)])
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })
})
