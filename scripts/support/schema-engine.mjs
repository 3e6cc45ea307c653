// Prisma's schema engine as WebAssembly, bound to PostgreSQL by `pg`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const OID_CHAR = 18 // "char", one byte: many columns of the catalogue, unknown to the adapter
const OID_TEXT = 25

/** Last panic of the engine: without this registry it could not even say why it stopped. */
export const panic = { message: undefined }
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (message) => {
    panic.message = message
  },
}

function makeFactory(url) {
  const charColumns = new Set()
  const markChars = (results) => {
    for (const field of [results].flat().flatMap((result) => result?.fields ?? []))
      if (field.dataTypeID === OID_CHAR) {
        charColumns.add(field.name)
        field.dataTypeID = OID_TEXT
      }
    return results
  }
  class Client extends pg.Client {
    query(...args) {
      const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined
      if (callback) return super.query(...args, (error, results) => callback(error, markChars(results)))
      const pending = super.query(...args)
      return pending?.then ? pending.then(markChars) : pending
    }
  }
  const pool = new pg.Pool({ connectionString: url, Client })
  pool.on('error', () => {})
  const factory = new PrismaPg(pool, { disposeExternalPool: true })
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      const columnTypes = result.columnTypes.map((type, at) => (charColumns.has(result.columnNames[at]) ? ColumnTypeEnum.Character : type))
      return { ...result, columnTypes }
    }
    // The adapter splits a script at every ';', which breaks DO blocks and functions: send it whole.
    adapter.executeScript = (script) =>
      pool.query(script).then(
        () => undefined,
        (error) => adapter.onError(error),
      )
    return adapter
  }
  return factory
}

const shadows = new Set()

async function withClient(url, act) {
  const client = new pg.Client(url)
  await client.connect()
  await act(client).finally(() => client.end())
}

/** Drops the shadow databases of this process. */
export async function dropShadows(url) {
  if (shadows.size === 0) return
  await withClient(url, async (client) => {
    for (const name of shadows) await client.query(`drop database if exists ${name} with (force)`)
  })
  shadows.clear()
}

/** The engine over the database of `url`; migrations are replayed in a shadow database beside it. */
export async function openSchemaEngine(url, datamodels) {
  const package_ = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const wasm = readFileSync(package_.replace('schema_engine.js', 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start?.()
  const factory = makeFactory(url)
  factory.connectToShadowDb = async () => {
    const name = `shadow_${process.pid}`
    shadows.add(name)
    await withClient(url, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`)
      await client.query(`create database ${name}`)
    })
    const shadow = new URL(url)
    shadow.pathname = `/${name}`
    return makeFactory(shadow.href).connect()
  }
  return bindings.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
}
