import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { closeDatabase, forScopeRaw } from '@/lib/server/db.ts'
import { mintScope } from '@/lib/server/scope.ts'

afterAll(closeDatabase)

test('twenty-five readers at once are all served, though each holds a connection for more than a second', async () => {
  const scope = mintScope(randomUUID())
  const read = () => forScopeRaw(scope, async (client) => (await client.query<{ one: number }>('select 1 as one from pg_sleep(1.3)')).rows)
  // Three rounds over ten connections: the last wait longer than two seconds.
  expect(await Promise.all(Array.from({ length: 25 }, read))).toEqual(new Array(25).fill([{ one: 1 }]))
})
