import { findCommune } from '../lib/server/communes/find-commune.ts'
import { forScopeRaw } from '../lib/server/db.ts'
import { AppError } from '../lib/server/errors.ts'
import { publishSnapshotWithin } from '../lib/server/scores/publish-snapshot.ts'
import { takeSnapshotWithin } from '../lib/server/scores/take-snapshot.ts'
import { readFlags, runScript, showUsage } from './support/run-script.ts'

const usage = `usage: npm run snapshot -- --wave 2024 [--commune 12265] [--publish]
A closed wave gets a closing snapshot, which can be published; an open one a snapshot of its headlines.`

async function snapshot(code: string, communeCode: string | undefined, publish: boolean): Promise<string> {
  const commune = await findCommune(communeCode)
  if (!commune) throw new AppError('NOT_FOUND', communeCode ? `There is no commune ${communeCode}.` : 'There is no commune yet.')
  const { scope } = commune
  return forScopeRaw(scope, async (client) => {
    const { rows } = await client.query<{ id: string; status: string }>(
      `select id::text, status::text from wave where commune_id = $1 and code = $2`,
      [scope.communeId, code],
    )
    const [wave] = rows
    if (!wave) throw new AppError('NOT_FOUND', `${commune.name} has no wave ${code}.`)
    const kind = wave.status === 'closed' ? 'closing' : 'open'
    const taken = await takeSnapshotWithin(client, scope, wave.id, kind)
    if (publish) await publishSnapshotWithin(client, scope, taken.id, new Date())
    const shown = publish ? ', published' : ''
    return `${commune.name}, wave ${code}: ${kind} snapshot ${taken.id} of ${taken.responses} answers, ${taken.figures} figures${shown}. Input ${taken.inputHash.slice(0, 12)}.`
  })
}

const text = { type: 'string' } as const
const flags = readFlags({ options: { wave: text, commune: text, publish: { type: 'boolean' } } }, usage)
if (flags) {
  const { wave, commune, publish = false } = flags.values
  if (wave) await runScript(() => snapshot(wave, commune, publish))
  else showUsage(usage)
}
