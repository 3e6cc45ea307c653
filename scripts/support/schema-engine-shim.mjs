#!/usr/bin/env node
// Stands where the Prisma CLI expects its native schema engine (PRISMA_SCHEMA_ENGINE_BINARY): JSON-RPC over stdin and stdout.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { dropShadows, openSchemaEngine, panic } from './schema-engine.mjs'

const args = process.argv.slice(2)
const valuesOf = (name) => args.flatMap((word, at) => (word === name ? [args[at + 1]] : []))
const url = JSON.parse(valuesOf('--datasource')[0] ?? '{}').url ?? process.env.DATABASE_URL ?? 'postgresql://127.0.0.1:1/none'
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

/** `cli can-connect-to-database | create-database | drop-database` */
async function runDatabaseCommand(command) {
  const target = new URL(url)
  const database = decodeURIComponent(target.pathname.slice(1))
  if (command !== 'can-connect-to-database') target.pathname = '/postgres'
  const client = new pg.Client(target.href)
  try {
    await client.connect()
    if (command === 'create-database') await client.query(`create database ${pg.escapeIdentifier(database)}`)
    if (command === 'drop-database') await client.query(`drop database ${pg.escapeIdentifier(database)}`)
    return 0
  } catch (error) {
    const fields = {
      message: error.message,
      error_code: error.code === '3D000' ? 'P1003' : 'P1001',
      is_panic: false,
      meta: { database_name: database },
    }
    console.error(JSON.stringify({ level: 'ERROR', timestamp: new Date(), target: 'schema_engine', fields }))
    return 1
  } finally {
    await client.end().catch(() => {})
  }
}

const stamp = () => new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)

/** The WebAssembly build cannot make a migration (it wants its shadow database from outside): the difference is the same script. */
async function createMigration(engine, { migrationsList, schema, filters, draft, migrationName }) {
  const from = { tag: 'migrations', ...migrationsList }
  const { stdout } = await engine.diff({ from, to: { tag: 'schemaDatamodel', ...schema }, script: true, exitCode: null, filters })
  const isEmpty = stdout.startsWith('-- This is an empty migration')
  return {
    connectorType: 'postgresql',
    generatedMigrationName: `${stamp()}_${migrationName}`,
    migrationScript: isEmpty && !draft ? null : stdout,
    extension: 'sql',
  }
}

async function call(engine, method, parameters) {
  for (const lockfile of [parameters?.migrationsList?.lockfile, parameters?.from?.lockfile, parameters?.to?.lockfile])
    if (lockfile && lockfile.content == null) lockfile.content = 'provider = "postgresql"\n'
  if (method === 'createMigration') return createMigration(engine, parameters)
  if (method === 'getDatabaseVersion') return engine.version()
  return engine[method](parameters)
}

async function serve() {
  const datamodels = valuesOf('--datamodels').map((path) => [path, readFileSync(path, 'utf8')])
  const engine = await openSchemaEngine(url, datamodels.length > 0 ? datamodels : undefined)
  let current
  const fail = (error) => {
    const message = panic.message ?? error.message
    send({ id: current, error: { code: 4466, message, data: { is_panic: false, message, backtrace: null } } })
  }
  // A panic leaves the call without an end: answer it and stop, rather than end in silence.
  process.on('uncaughtException', (error) => {
    fail(error)
    void dropShadows(url).finally(() => process.exit(1))
  })
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue
    const { id, method, params } = JSON.parse(line)
    if (!method) continue
    current = id
    try {
      const result = await call(engine, method, [params].flat()[0]).finally(() => dropShadows(url))
      if (method === 'diff' && result?.stdout) send({ id: 9e9, method: 'print', params: { content: result.stdout } })
      send({ id, result: result ?? null })
    } catch (error) {
      fail(error)
    }
  }
}

if (args.includes('--version')) console.log('schema-engine-cli 7.10.0 (WebAssembly)')
else if (args.includes('cli')) process.exitCode = await runDatabaseCommand(args.at(-1))
else await serve()
process.exit()
