/**
 * npm run -s audit -- head [--commune CODE] [--out FILE]      prints (and appends to FILE) the head of each chain, one JSON line each
 * npm run -s audit -- verify [--commune CODE] [--heads FILE]… follows each chain, against the heads in the database, in
 *                                                              DATA_DIR/audit-heads.jsonl and in the files given
 *
 * Exit 0: every chain is whole and holds every head. 1: a fault, named. 2: usage. A chain that was cut or written anew as a whole is found
 * by a head that lies elsewhere: keep what `head` or the nightly work prints outside this machine.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import * as z from 'zod'
import { readChain, readHead, readHeads } from '../lib/server/audit/read-chain.ts'
import { type ChainHead, verifyChain } from '../lib/server/audit/verify-chain.ts'
import { enterScope } from '../lib/server/communes/create-commune.ts'
import { dayInVietnam } from '../lib/server/responses/day-in-vietnam.ts'
import { mintScope } from '../lib/server/scope.ts'
import { openForScript } from './database.mjs'

const headSchema = z.strictObject({
  commune: z.string(),
  day: z.iso.date(),
  sequence: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

const headsIn = (file: string): readonly ChainHead[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line, i) => {
      try {
        return headSchema.parse(JSON.parse(line))
      } catch {
        throw new Error(`${file}, line ${i + 1}: not a head {"commune","day","sequence","hash"}`)
      }
    })

type Options = { readonly commune?: string; readonly heads?: readonly string[]; readonly out?: string }

async function audit(command: 'head' | 'verify', { commune, heads: files = [], out }: Options): Promise<number> {
  const database = await openForScript()
  const client = new pg.Client({ connectionString: database.appUrl, application_name: 'dan-cham audit' })
  try {
    await client.connect()
    const kept = join(database.home, 'audit-heads.jsonl')
    const outside = [...(existsSync(kept) ? headsIn(kept) : []), ...files.flatMap(headsIn)]
    const { rows: communes } = await client.query<{ id: string; code: string }>(
      'select id::text, code from commune where $1::text is null or code = $1 order by code',
      [commune ?? null],
    )
    const missing = new Set(
      (commune ? [commune] : outside.map((head) => head.commune)).filter((code) => !communes.some((each) => each.code === code)),
    )
    for (const code of missing) console.error(`${code}: there is no such commune`)
    let faulty = missing.size
    for (const { id, code } of communes) {
      const scope = mintScope(id)
      // One moment for the chain and its heads, however long it takes.
      await client.query('begin isolation level repeatable read read only')
      await enterScope(client, scope)
      if (command === 'head') {
        const head = await readHead(client, scope, dayInVietnam(new Date()))
        if (head) {
          console.log(JSON.stringify(head))
          if (out) appendFileSync(out, `${JSON.stringify(head)}\n`)
        }
      } else {
        const heads = [...(await readHeads(client, scope)), ...outside.filter((head) => head.commune === code)]
        const { events, faults } = await verifyChain(id, readChain(client, scope), heads)
        for (const { sequence, fault, day } of faults)
          console.error(`${code}: event ${sequence}: ${fault}${day ? ` (noted on ${day})` : ''}`)
        if (faults.length) faulty += 1
        else console.log(`${code}: ${events} events, the chain is whole and holds ${heads.length} heads`)
      }
      await client.query('commit')
    }
    return faulty > 0 ? 1 : 0
  } finally {
    await client.end().catch(() => {})
    await database.close()
  }
}

const usage = 'usage: npm run -s audit -- head [--commune CODE] [--out FILE] | verify [--commune CODE] [--heads FILE]…'
const parsed = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { commune: { type: 'string' }, heads: { type: 'string', multiple: true }, out: { type: 'string' } },
    })
  } catch {
    return undefined
  }
})()
const [command, ...more] = parsed?.positionals ?? []
if (!parsed || more.length || (command !== 'head' && command !== 'verify')) {
  console.error(usage)
  process.exitCode = 2
} else {
  try {
    process.exitCode = await audit(command, parsed.values)
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'audit failed')
    process.exitCode = 1
  }
}
