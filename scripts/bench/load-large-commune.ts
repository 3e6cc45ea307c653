import { Readable } from 'node:stream'
import { findInstrument, instrumentIds } from '@/lib/instruments/index.ts'
import { createAccount } from '@/lib/server/accounts/create-account.ts'
import { createCommune } from '@/lib/server/communes/create-commune.ts'
import { forScopeRaw, pool } from '@/lib/server/db.ts'
import { importAnswers } from '@/lib/server/imports/import-answers.ts'
import type { Scope } from '@/lib/server/scope.ts'
import { takeSnapshot } from '@/lib/server/scores/take-snapshot.ts'
import { createUnit } from '@/lib/server/units/create-unit.ts'
import { createWave } from '@/lib/server/waves/create-wave.ts'
import { closeWave, openWave } from '@/lib/server/waves/open-wave.ts'
import { setMargins } from '@/lib/server/waves/set-margins.ts'
import { demoMargins } from '../../prisma/demo/demo-margins.ts'
import { type DemoResponse, demoResponses } from '../../prisma/demo/demo-responses.ts'
import type { DemoWave } from '../../prisma/demo/populations.ts'
import { demoCommunes, demoUnits } from '../demo/demo-units.ts'

export type LargeCommune = {
  readonly code: string
  readonly responses: number
  readonly loadSeconds: number
  readonly snapshotSeconds: number
  /** Addresses of the officer and of the health station. */
  readonly officer: string
  readonly unit: string
}

const [like] = demoCommunes
const dates: Readonly<Record<DemoWave, readonly [opens: string, closes: string]>> = {
  '2023': ['2023-10-01T00:00:00+07:00', '2023-11-30T17:00:00+07:00'],
  '2024': ['2024-10-01T00:00:00+07:00', '2024-11-30T17:00:00+07:00'],
}

/** The demo's people of a wave again and again, as the files that a commune would hand in: a file an instrument and unit. */
function filesOf(wave: DemoWave, copies: number): { instrument: string; unit: string; rows: number; open: () => Readable }[] {
  const files = new Map<string, DemoResponse[]>()
  for (const response of demoResponses(like.code, wave)) {
    const key = `${response.instrument} ${response.unitCode}`
    files.set(key, [...(files.get(key) ?? []), response])
  }
  return [...files].map(([key, responses]) => {
    const [instrument = '', unit = ''] = key.split(' ')
    const columns = [...findInstrument(instrument, wave).codebook.map(({ id }) => id), 'day', 'village', 'mode']
    const lines = responses.map(({ answers, day, villageCode = '', mode }) =>
      [...answers.map((code) => code ?? ''), day, villageCode, mode].join(','),
    )
    const once = `${lines.join('\n')}\n`
    function* text() {
      yield `${columns.join(',')}\n`
      for (let copy = 0; copy < copies; copy++) yield once
    }
    return { instrument, unit, rows: lines.length * copies, open: () => Readable.from(text()) }
  })
}

async function loadWave(scope: Scope, units: ReadonlyMap<string, string>, wave: DemoWave, copies: number) {
  const [opens, closes] = dates[wave]
  const files = filesOf(wave, copies)
  const from = performance.now()
  const waveId = await forScopeRaw(scope, async (client) => {
    const instruments = instrumentIds.map((id) => findInstrument(id, wave))
    const id = await createWave(client, scope, { code: wave, name: `Đợt ${wave}`, instruments })
    const margins = demoMargins(like.code, wave).map(({ unitCode, count, ...margin }) => ({
      ...margin,
      count: count * copies,
      unitId: units.get(unitCode) ?? '',
    }))
    await setMargins(client, scope, id, margins)
    await openWave(client, scope, id, new Date(opens))
    for (const { instrument, unit, open } of files)
      await importAnswers(client, scope, { wave, instrument, unit, open, today: closes.slice(0, 10) })
    await closeWave(client, scope, id, new Date(closes))
    return id
  })
  const loaded = performance.now()
  await pool().query('analyze response')
  const beforeSnapshot = performance.now()
  await takeSnapshot(scope.communeId, waveId, 'closing')
  return {
    responses: files.reduce((sum, { rows }) => sum + rows, 0),
    loadSeconds: (loaded - from) / 1000,
    snapshotSeconds: (performance.now() - beforeSnapshot) / 1000,
  }
}

/**
 * A commune with the demo's units and about `responses` answers in its second wave, all brought in by the import; its first wave has the
 * demo's size, so that there is a change to compute. Both are scored by closing snapshots.
 */
export async function loadLargeCommune(responses: number, password: string): Promise<LargeCommune> {
  const code = '99001'
  const client = await pool().connect()
  let scope: Scope
  const units = new Map<string, string>()
  try {
    await client.query('begin')
    scope = await createCommune(client, { code, name: 'Xã Đo Tải', provinceCode: '33', provinceName: 'Hưng Yên', demo: true })
    for (const unit of demoUnits(like)) units.set(unit.code, await createUnit(client, scope, unit))
    await client.query('commit')
  } finally {
    client.release()
  }
  await loadWave(scope, units, '2023', 1)
  const copies = Math.max(1, Math.round(responses / demoResponses(like.code, '2024').length))
  const loaded = await loadWave(scope, units, '2024', copies)
  const account = { communeId: scope.communeId, password, demo: true }
  const [officer, unit] = ['bench-officer@demo.local', 'bench-health@demo.local']
  await createAccount({ ...account, email: officer, name: 'Cán bộ', role: 'officer' })
  await createAccount({ ...account, email: unit, name: 'Trạm', role: 'unit', unitCode: `${like.prefix}-TYT` })
  return { code, ...loaded, officer, unit }
}
