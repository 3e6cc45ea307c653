import pg from 'pg'
import { enterScope } from '@/lib/server/communes/create-commune.ts'
import type { Scope } from '@/lib/server/scope.ts'

/** Runs as the owner of the tables, within a scope: for what the application itself must not be able to do. */
export async function asOwner<T>(scope: Scope, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env['OWNER_DATABASE_URL'] })
  await client.connect()
  try {
    await client.query('begin')
    await enterScope(client, scope)
    const made = await work(client)
    await client.query('commit')
    return made
  } finally {
    await client.end()
  }
}
