// What the submit bench compares with: node:http, the same parse, one INSERT a request, nothing else. No row level security, no keyed
// hashes, no comment, no check of point or wave.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'
import { findInstrument } from '@/lib/instruments/index.ts'
import { codeAnswers, compileQuestionnaire, readSubmission, submissionSchema } from '@/lib/questionnaire/index.ts'
import { INSERT, rowValues } from './bare-insert.ts'

const [, , databaseUrl, instrument, version, commune, wave, unit, versionId] = process.argv as [string, string, ...string[]]
const pool = new pg.Pool({ connectionString: databaseUrl ?? '', max: 10 })
const questionnaire = compileQuestionnaire(findInstrument(instrument as Parameters<typeof findInstrument>[0], version ?? ''))
const schema = submissionSchema(questionnaire)

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const { submission } = readSubmission(questionnaire, schema, JSON.parse(Buffer.concat(parts).toString('utf8')))
    if (!submission) {
      response.writeHead(422).end()
      return
    }
    const place = { commune: commune ?? '', wave: wave ?? '', unit: unit ?? '', versionId: versionId ?? '' }
    const values = rowValues(place, submission.id, codeAnswers(questionnaire, submission.answers))
    pool.query({ name: 'insert', text: INSERT, values }).then(
      () => {
        const body = JSON.stringify({ receipt: randomBytes(6).toString('hex') })
        response.writeHead(201, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
      },
      (error: { code?: string }) => response.writeHead(500).end(String(error.code)),
    )
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
process.on('disconnect', () => process.exit(0))
