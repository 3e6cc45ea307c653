import { Readable } from 'node:stream'
import type pg from 'pg'
import { findInstrument, type Instrument, instrumentIds } from '../../lib/instruments/index.ts'
import { createCommune } from '../../lib/server/communes/create-commune.ts'
import { importAnswers } from '../../lib/server/imports/import-answers.ts'
import type { Scope } from '../../lib/server/scope.ts'
import { publishSnapshotWithin } from '../../lib/server/scores/publish-snapshot.ts'
import { takeSnapshotWithin } from '../../lib/server/scores/take-snapshot.ts'
import { createCollectionPoint } from '../../lib/server/units/create-collection-point.ts'
import { createUnit } from '../../lib/server/units/create-unit.ts'
import { createWave } from '../../lib/server/waves/create-wave.ts'
import { closeWave, openWave } from '../../lib/server/waves/open-wave.ts'
import { setMargins } from '../../lib/server/waves/set-margins.ts'
import { demoMargins } from '../../prisma/demo/demo-margins.ts'
import { type DemoResponse, demoResponses } from '../../prisma/demo/demo-responses.ts'
import type { DemoWave } from '../../prisma/demo/populations.ts'
import { type DemoCommuneFacts, demoPoints, demoUnits } from './demo-units.ts'

const asked = (version: string): readonly Instrument[] => instrumentIds.map((id) => findInstrument(id, version))

/** Field work of the demo's waves; the answers' days lie between. */
const fieldWork: Readonly<Record<DemoWave, { readonly opens: string; readonly closes: string }>> = {
  '2023': { opens: '2023-10-01T00:00:00+07:00', closes: '2023-11-30T17:00:00+07:00' },
  '2024': { opens: '2024-10-01T00:00:00+07:00', closes: '2024-11-30T17:00:00+07:00' },
}

/**
 * Loads a demo commune: units, two closed waves whose answers come in as files through the import and are scored and published by snapshots,
 * and an open wave with a poster for each instrument. The transaction of `client` is left in the commune's scope.
 */
export async function loadDemoCommune(client: pg.ClientBase, commune: DemoCommuneFacts, now: Date): Promise<Scope> {
  const { code, name } = commune
  const scope = await createCommune(client, { code, name, provinceCode: '33', provinceName: 'Hưng Yên', demo: true })
  const units = new Map<string, string>()
  for (const unit of demoUnits(commune)) units.set(unit.code, await createUnit(client, scope, unit))
  for (const wave of ['2023', '2024'] as const) await loadWave(client, scope, commune, wave, units, now)
  const waveId = await createWave(client, scope, { code: '2026', name: 'Đợt khảo sát năm 2026', instruments: asked('2024') })
  await writeMargins(client, scope, waveId, commune, '2024', units)
  await openWave(client, scope, waveId, now)
  for (const { instrument, unit } of demoPoints(commune))
    await createCollectionPoint(client, scope, { instrument, unitId: units.get(unit) ?? '', mode: 'poster' })
  return scope
}

async function loadWave(
  client: pg.ClientBase,
  scope: Scope,
  commune: DemoCommuneFacts,
  wave: DemoWave,
  units: ReadonlyMap<string, string>,
  now: Date,
) {
  const { opens, closes } = fieldWork[wave]
  const waveId = await createWave(client, scope, { code: wave, name: `Đợt khảo sát năm ${wave}`, instruments: asked(wave) })
  await writeMargins(client, scope, waveId, commune, wave, units)
  await openWave(client, scope, waveId, new Date(opens))
  const files = new Map<string, DemoResponse[]>()
  for (const response of demoResponses(commune.code, wave)) {
    const key = `${response.instrument} ${response.unitCode}`
    files.set(key, [...(files.get(key) ?? []), response])
  }
  for (const [key, responses] of files) {
    const [instrument = '', unit = ''] = key.split(' ')
    const file = csvOf(findInstrument(instrument, wave), responses)
    await importAnswers(client, scope, { wave, instrument, unit, open: () => Readable.from([file]), today: closes.slice(0, 10) })
  }
  await closeWave(client, scope, waveId, new Date(closes))
  const { id } = await takeSnapshotWithin(client, scope, waveId, 'closing')
  await publishSnapshotWithin(client, scope, id, now)
}

const writeMargins = (
  client: pg.ClientBase,
  scope: Scope,
  waveId: string,
  { code }: DemoCommuneFacts,
  wave: DemoWave,
  units: ReadonlyMap<string, string>,
) =>
  setMargins(
    client,
    scope,
    waveId,
    demoMargins(code, wave).map(({ unitCode, ...margin }) => ({ ...margin, unitId: units.get(unitCode) ?? '' })),
  )

/** The answers as the file that a commune would hand in. */
const csvOf = (instrument: Instrument, responses: readonly DemoResponse[]): string => {
  const header = [...instrument.codebook.map(({ id }) => id), 'day', 'village', 'mode']
  const rows = responses.map(({ answers, day, villageCode = '', mode }) => [
    ...answers.map((answer) => answer ?? ''),
    day,
    villageCode,
    mode,
  ])
  return [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('')
}
