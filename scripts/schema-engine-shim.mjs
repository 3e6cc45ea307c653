#!/usr/bin/env node
import { appendFileSync, readFileSync } from 'node:fs'
// JSON-RPC over stdio front for @prisma/schema-engine-wasm: set PRISMA_SCHEMA_ENGINE_BINARY to this file
import { createInterface } from 'node:readline'
import pg from 'pg'
import { cleanup, engine } from './schema-engine.mjs'

const argv = process.argv.slice(2)
const log = (s) => process.env.SHIM_LOG && appendFileSync(process.env.SHIM_LOG, `${s}\n`)
log(`ARGV ${JSON.stringify(argv).slice(0, 300)}`)
if (argv.includes('--version')) {
  console.log('schema-engine-cli wasm-shim')
  process.exit(0)
}
const opt = (n) => {
  const out = []
  argv.forEach((a, i) => {
    if (a === n) out.push(argv[i + 1])
  })
  return out
}
const ds = JSON.parse(opt('--datasource')[0] ?? '{}')
const url = ds.url ?? process.env.DATABASE_URL
if (argv.includes('cli')) {
  const cmd = argv.at(-1),
    u = new URL(url),
    db = decodeURIComponent(u.pathname.slice(1))
  try {
    if (cmd === 'can-connect-to-database') {
      const c = new pg.Client(url)
      await c.connect()
      await c.end()
    } else {
      u.pathname = '/postgres'
      const c = new pg.Client(u.href)
      await c.connect()
      await c.query(`${cmd === 'create-database' ? 'create' : 'drop'} database "${db}"`)
      await c.end()
    }
    process.exit(0)
  } catch (e) {
    console.error(
      JSON.stringify({
        level: 'ERROR',
        timestamp: new Date(),
        target: 'schema_engine',
        fields: { message: e.message, error_code: e.code === '3D000' ? 'P1003' : 'P1001', is_panic: false, meta: { database_name: db } },
      }),
    )
    process.exit(1)
  }
}
const files = opt('--datamodels').map((path) => ({ path, content: readFileSync(path, 'utf8') }))
const e = await engine(
  url ?? 'postgresql://127.0.0.1:1/none',
  files.length ? files.map((f) => (Array.isArray(f) ? f : [f.path, f.content])) : undefined,
)
const pad = (n) => String(n).padStart(2, '0')
const stamp = () => {
  const d = new Date()
  return (
    d.getUTCFullYear() +
    pad(d.getUTCMonth() + 1) +
    pad(d.getUTCDate()) +
    pad(d.getUTCHours()) +
    pad(d.getUTCMinutes()) +
    pad(d.getUTCSeconds())
  )
}
const call = async (m, p) => {
  for (const l of [p?.migrationsList?.lockfile, p?.from?.lockfile, p?.to?.lockfile])
    if (l && l.content == null) l.content = 'provider = "postgresql"\n'
  if (m === 'createMigration') {
    // the WASM build has no shadow database here: use diff
    const d = await e.diff({
      from: { tag: 'migrations', ...p.migrationsList },
      to: { tag: 'schemaDatamodel', ...p.schema },
      script: true,
      exitCode: null,
      filters: p.filters,
    })
    const empty = /^-- This is an empty migration/.test(d.stdout)
    return {
      connectorType: 'postgresql',
      generatedMigrationName: `${stamp()}_${p.migrationName}`,
      migrationScript: empty && !p.draft ? null : d.stdout,
      extension: 'sql',
    }
  }
  if (m === 'getDatabaseVersion') return e.version()
  return e[m](p)
}
for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue
  const { id, method, params } = JSON.parse(line)
  if (!method) continue
  log(`> ${line.slice(0, 400)}`)
  let out
  try {
    const result = await call(method, Array.isArray(params) ? params[0] : params).finally(() => cleanup(url))
    out = { jsonrpc: '2.0', id, result: result ?? null }
    if (method === 'diff' && result?.stdout)
      process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id: 9e9, method: 'print', params: { content: result.stdout } })}\n`)
  } catch (x) {
    out = { jsonrpc: '2.0', id, error: { code: 4466, message: x.message, data: { is_panic: false, message: x.message, backtrace: null } } }
  }
  log(`< ${JSON.stringify(out).slice(0, 400)}`)
  process.stdout.write(`${JSON.stringify(out)}\n`)
}
process.exit(0)
