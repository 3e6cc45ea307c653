import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { env } from './env.ts'
import { type Prisma, PrismaClient } from './generated/client.ts'
import { type Scope, scopeSettings } from './scope.ts'

// On globalThis: Next evaluates modules more than once, and each copy would open its own connections.
const store = globalThis as { danChamPool?: pg.Pool; danChamPrisma?: PrismaClient }

export type Transaction = Prisma.TransactionClient

/** Connections as the app role. Row level security holds on every one: without a scope nothing is seen. */
export const pool = (): pg.Pool => {
  if (store.danChamPool) return store.danChamPool
  const made = new pg.Pool({
    connectionString: env().APP_DATABASE_URL,
    max: 10,
    // Readers stand in line rather than fail: a busy page takes a connection for a second. Intake has a pool of its own, which is quick to say no.
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  })
  // An idle connection that breaks (database restarted) is replaced at the next use; without a listener it would end the process.
  made.on('error', (error: Error & { code?: string }) => console.error(`database connection lost: ${error.code ?? error.name}`))
  store.danChamPool = made
  return made
}

/** Prisma as the app role, for tables without a commune (accounts, published series). Commune data: forScope. */
export const db = (): PrismaClient => {
  store.danChamPrisma ??= new PrismaClient({
    adapter: new PrismaPg(pool()),
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  })
  return store.danChamPrisma
}

/** Runs `work` in one transaction that sees and writes the scope's rows only. Raw SQL by `tx.$queryRaw`. */
export const forScope = <T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db().$transaction(async (tx) => {
    const [commune, units] = scopeSettings(scope)
    await tx.$executeRaw`select set_config('app.commune', ${commune}, true), set_config('app.units', ${units}, true)`
    return work(tx)
  })

/**
 * The same on a bare connection, for many rows at once: one transaction that sees one moment (repeatable read),
 * committed when `work` is done, rolled back whole when it throws.
 */
export const forScopeRaw = async <T>(scope: Scope, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool().connect()
  let broken: Error | undefined
  try {
    await client.query('begin isolation level repeatable read')
    await client.query(`select set_config('app.commune', $1, true), set_config('app.units', $2, true)`, [...scopeSettings(scope)])
    const made = await work(client)
    await client.query('commit')
    return made
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Closes every connection: for scripts and tests. */
export const closeDatabase = async (): Promise<void> => {
  await store.danChamPrisma?.$disconnect()
  await store.danChamPool?.end()
  delete store.danChamPrisma
  delete store.danChamPool
}
