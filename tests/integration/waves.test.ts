import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import type { Actor } from '@/lib/server/audit/actions.ts'
import { listAuditEvents } from '@/lib/server/audit/list-audit-events.ts'
import { closeDatabase, forScopeRaw } from '@/lib/server/db.ts'
import { AppError } from '@/lib/server/errors.ts'
import { listRegisters } from '@/lib/server/margins/list-registers.ts'
import { importRegisters, replaceRegister } from '@/lib/server/margins/replace-registers.ts'
import { hideSmallCounts } from '@/lib/server/sampling/hide-small-counts.ts'
import { loadQuotaBoard } from '@/lib/server/sampling/load-quota-board.ts'
import { planSample } from '@/lib/server/sampling/plan-sample.ts'
import { readScoreRows } from '@/lib/server/scores/score-row.ts'
import { listShownSnapshots } from '@/lib/server/scores/shown-snapshots.ts'
import { createCollectionPoint } from '@/lib/server/units/create-collection-point.ts'
import { changeStatus } from '@/lib/server/waves/change-status.ts'
import { compareInstruments } from '@/lib/server/waves/compare-instruments.ts'
import { listSnapshots } from '@/lib/server/waves/list-snapshots.ts'
import { listWaves } from '@/lib/server/waves/list-waves.ts'
import { loadPoints } from '@/lib/server/waves/load-points.ts'
import { loadSnapshotComparison } from '@/lib/server/waves/load-snapshot-comparison.ts'
import { loadWave } from '@/lib/server/waves/load-wave.ts'
import { changePlan, planWave } from '@/lib/server/waves/plan-wave.ts'
import { releaseSnapshot } from '@/lib/server/waves/release-snapshot.ts'
import { latestJob, requestSnapshot, startJob, workOnJob } from '@/lib/server/waves/snapshot-jobs.ts'
import { takeWaveSnapshot } from '@/lib/server/waves/take-wave-snapshot.ts'
import { bringAnswers, type Respondent } from './support/answer-files.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const officer: Actor = { id: 'officer-1', role: 'officer' }
const leader: Actor = { id: 'leader-1', role: 'leader' }
const now = new Date('2026-11-24T03:00:00Z')
const health = findInstrument('health-station', '2024')
const infrastructure = findInstrument('infrastructure', '2024')

let commune: MadeCommune
const plan = (code: string, instruments = ['health-station 2024'], more: object = {}) => ({
  code,
  name: `Đợt ${code}`,
  instruments,
  ...more,
})

/** Code and issues of a refusal. */
const refusalOf = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'done'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return [error.code, ...error.issues.map(({ path, message }) => `${path}: ${message}`)].join(' | ')
  }
}
const lastAct = async () => {
  const [event] = await listAuditEvents(commune.scope, 'officer', { limit: 1 })
  return event && { action: event.action, reason: event.reason, actor: event.actor.id }
}
const act = (code: string, name: string, reason?: string) =>
  changeStatus(commune.scope, officer, code, reason === undefined ? { act: name } : { act: name, reason }, new Date())

/** Answers to the health form that differ, so that nothing is hidden for being all alike. */
const patients = (n: number, shift = 0): Respondent[] =>
  Array.from({ length: n }, (_, i) => ({
    ...Object.fromEntries(
      health.codebook
        .filter(({ role }) => role !== 'profile')
        .map(({ id, codes }, at) => [id, codes[(i + at + shift) % codes.length] ?? 1]),
    ),
    sex: 1 + (i % 2),
    age_band: 1 + (i % 4),
    day: '2026-11-20',
  }))

beforeAll(async () => {
  commune = await makeCommune({
    W1: 'commune',
    'W-T01': 'village',
    'W-T02': 'village',
    'W-TYT': 'health-station',
    'W-TH1': 'primary-school',
    'W-MC': 'one-stop-desk',
  })
})
afterAll(closeDatabase)

describe('a wave', () => {
  test('is planned with its thresholds, is written into the trail, and is a draft that can be changed', async () => {
    expect(await planWave(commune.scope, officer, plan('2031'), now)).toBe('2031')
    expect(await lastAct()).toMatchObject({ action: 'wave.create', actor: 'officer-1' })
    expect(await loadWave(commune.scope, '2031', true, now)).toMatchObject({
      status: 'draft',
      thresholds: { minimumCell: 5, minimumComments: 10, minimumEffective: 30 },
      instruments: [{ id: 'health-station', version: '2024', hasPoint: false }],
    })
    const changed = plan('2031', ['health-station 2023', 'infrastructure 2024'], { minimumCell: '8' })
    await changePlan(commune.scope, officer, '2031', changed, now)
    expect(await lastAct()).toMatchObject({ action: 'wave.change' })
    const wave = await loadWave(commune.scope, '2031', true, now)
    expect(wave.thresholds.minimumCell).toBe(8)
    expect(wave.instruments.map(({ id, version }) => `${id} ${version}`)).toEqual(['health-station 2023', 'infrastructure 2024'])
    await changePlan(commune.scope, officer, '2031', plan('2031'), now)
  })

  test.each([
    ['a threshold below the design’s', plan('2032', undefined, { minimumCell: 4 }), 'NOT_VALID | minimumCell: not-valid'],
    [
      'each of them',
      plan('2032', undefined, { minimumComments: 9, minimumEffective: 29 }),
      'NOT_VALID | minimumComments: not-valid | minimumEffective: not-valid',
    ],
    ['a code that is no year', plan('xuân'), 'NOT_VALID | code: not-valid'],
    ['no instrument', plan('2032', []), 'NOT_VALID | instruments: not-valid'],
    ['a version that is not released', plan('2032', ['health-station 2025']), 'NOT_VALID | instruments: not-released'],
    [
      'two versions of one instrument',
      plan('2032', ['health-station 2023', 'health-station 2024']),
      'NOT_VALID | instruments: two-versions',
    ],
    ['a field nobody asked for', { ...plan('2032'), status: 'open' }, 'NOT_VALID | : not-valid'],
    ['a code that is taken', plan('2031'), 'CONFLICT | code: code-taken'],
  ])('is refused with %s', async (_, input, refusal) => {
    const before = await lastAct()
    expect(await refusalOf(planWave(commune.scope, officer, input, now))).toBe(refusal)
    expect((await listWaves(commune.scope)).some(({ code }) => code === '2032')).toBe(false)
    expect(await lastAct()).toEqual(before)
  })

  test('opens, pauses, goes on, closes and opens again with a reason; each step stands in its history and in the trail', async () => {
    expect(await refusalOf(act('2031', 'pause'))).toBe('CONFLICT | wave: not-open')
    expect(await refusalOf(act('2031', 'reopen', 'còn phiếu giấy chưa nhập'))).toBe('CONFLICT | wave: not-closed')
    await act('2031', 'open')
    expect(await lastAct()).toMatchObject({ action: 'wave.open' })
    expect(await refusalOf(act('2031', 'open'))).toBe('CONFLICT | wave: not-draft')
    expect(await refusalOf(changePlan(commune.scope, officer, '2031', plan('2031', undefined, { minimumCell: 9 }), now))).toBe(
      'CONFLICT | wave: not-draft',
    )
    await act('2031', 'pause')
    expect(await lastAct()).toMatchObject({ action: 'wave.pause' })
    await act('2031', 'resume')
    await act('2031', 'close')
    expect((await loadWave(commune.scope, '2031', true, now)).closesAt).not.toBeNull()
    expect(await refusalOf(changeStatus(commune.scope, officer, '2031', { act: 'reopen' }, now))).toBe('NOT_VALID | reason: not-valid')
    expect(await refusalOf(act('2031', 'reopen', 'abc'))).toBe('NOT_VALID | reason: not-valid')
    await act('2031', 'reopen', 'còn phiếu giấy chưa nhập')
    expect(await lastAct()).toMatchObject({ action: 'wave.reopen', reason: 'còn phiếu giấy chưa nhập' })
    const wave = await loadWave(commune.scope, '2031', true, now)
    expect(wave).toMatchObject({ status: 'open', closesAt: null })
    expect(wave.events.map((event) => event.act)).toEqual(['reopen', 'close', 'resume', 'pause', 'open', 'change', 'change', 'create'])
    expect(wave.events[0]?.reason).toBe('còn phiếu giấy chưa nhập')
    expect(await refusalOf(act('2031', 'burn'))).toBe('NOT_VALID | act: not-valid')
    expect(await refusalOf(act('1999', 'open'))).toBe('NOT_FOUND')
  })

  test('does not open while another that takes answers asks the same, paused or not; of two at once one opens', async () => {
    await planWave(commune.scope, officer, plan('2033', ['health-station 2023', 'primary-school 2024']), now)
    expect(await refusalOf(act('2033', 'open'))).toBe('CONFLICT | health-station 2031: asked-elsewhere')
    await act('2031', 'pause')
    expect(await refusalOf(act('2033', 'open'))).toBe('CONFLICT | health-station 2031: asked-elsewhere')
    await act('2031', 'close')
    await planWave(commune.scope, officer, plan('2034', ['primary-school 2023']), now)
    const both = await Promise.all([refusalOf(act('2033', 'open')), refusalOf(act('2034', 'open'))])
    expect(both.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(both.find((outcome) => outcome !== 'done')).toMatch(/primary-school 203[34]: asked-elsewhere/)
    expect(await refusalOf(act('2031', 'reopen', 'mở lại để nhập phiếu'))).toMatch(both[0] === 'done' ? /asked-elsewhere/ : /done/)
  })

  test('is run by the officer alone, and by nobody in the scope of a unit', async () => {
    const acts = (who: Actor) => [
      planWave(commune.scope, who, plan('2039'), now),
      changePlan(commune.scope, who, '2034', plan('2039'), now),
      changeStatus(commune.scope, who, '2034', { act: 'open' }, now),
      requestSnapshot(commune.scope, who, '2031', {}, now),
      importRegisters(commune.scope, who, '2031', { csv: '' }),
      releaseSnapshot(commune.scope, who, '2031', commune.units['W1'] ?? '', { act: 'publish' }, now),
    ]
    for (const role of ['leader', 'front', 'inspection', 'unit', 'enumerator', 'province'] as const)
      for (const done of acts({ id: 'x', role })) expect(await refusalOf(done)).toBe('NOT_ALLOWED')
    const unitScope = { ...commune.scope, unitIds: [commune.units['W-TYT'] ?? ''] }
    expect(await refusalOf(planWave(unitScope, officer, plan('2039'), now))).toBe('NOT_ALLOWED')
    expect(await refusalOf(planWave(commune.scope, leader, plan('2039'), now))).toBe('NOT_ALLOWED')
  })
})

describe('a register', () => {
  const row = (unit: string, instrument: string, variable: string, category: string, count: string | number, source = 'Sổ 2026') =>
    [unit, instrument, variable, category, count, source].join(',')
  const header = 'unit,instrument,variable,category,count,source'
  const visits = (women = '60') => [
    row('W-TYT', 'health-station', 'sex', '1', 40),
    row('W-TYT', 'health-station', 'sex', '2', women),
    ...[10, 20, 30, 40].map((count, at) => row('W-TYT', 'health-station', 'age_band', String(at + 1), count)),
  ]
  const residents = [
    row('W1', 'infrastructure', 'sex', '1', 500),
    row('W1', 'infrastructure', 'sex', '2', 500),
    ...[250, 250, 250, 250].map((count, at) => row('W1', 'infrastructure', 'age_band', String(at + 1), count)),
    row('W1', 'infrastructure', 'village', 'W-T01', 700),
    row('W1', 'infrastructure', 'village', 'W-T02', 300),
  ]
  const bring = (rows: readonly string[]) => importRegisters(commune.scope, officer, '2035', { csv: [header, ...rows].join('\n') })
  const stored = async () => (await listRegisters(commune.scope, '2035')).registers.map(({ population }) => population)

  beforeAll(async () => {
    const all = ['health-station 2024', 'infrastructure 2024', 'primary-school 2024', 'one-stop-desk 2024']
    await planWave(commune.scope, officer, plan('2035', all), now)
  })

  test('is needed by what the instrument asks, and handed out as a file to fill in', async () => {
    const { registers, csv } = await listRegisters(commune.scope, '2035')
    expect(
      registers.map(({ instrument, needed }) => [
        instrument.id,
        ...needed.map(({ variable, categories }) => `${variable} ${categories.length}`),
      ]),
    ).toEqual([
      ['health-station', 'sex 2', 'age_band 4'],
      ['infrastructure', 'sex 2', 'age_band 4', 'village 2'],
      ['one-stop-desk', 'procedure 4'],
      ['primary-school', 'grade 5'],
    ])
    expect(csv.split('\n').slice(0, 2)).toEqual([header, 'W-TYT,health-station,sex,1,,'])
  })

  test.each([
    ['totals that do not agree', visits('61'), 'W-TYT health-station (sex 101, age_band 100): totals-differ'],
    ['a category that is not there', visits().slice(1), 'W-TYT health-station sex 1: category-missing'],
    ['a category twice', [...visits(), row('W-TYT', 'health-station', 'sex', '2', 1)], 'line 8: category-twice'],
    ['a category of its own', [...visits(), row('W-TYT', 'health-station', 'sex', '3', 1)], 'line 8: unknown-category'],
    ['a variable of its own', [...visits(), row('W-TYT', 'health-station', 'grade', '1', 1)], 'line 8: unknown-variable'],
    ['a unit that is not asked about', [...visits(), row('W-TH9', 'primary-school', 'grade', '1', 1)], 'line 8: not-asked'],
    ['a unit of another instrument', [row('W-TH1', 'health-station', 'sex', '1', 40)], 'line 2: not-asked'],
    [
      'a count below zero, with a dot, with words, and no source',
      [
        row('W-TYT', 'health-station', 'sex', '1', -4),
        row('W-TYT', 'health-station', 'sex', '2', '1.234'),
        row('W-TYT', 'health-station', 'sex', '2', 'nhiều', ''),
      ],
      'line 2, count: not-a-count | line 3, count: not-a-count | line 4, count: not-a-count | line 4, source: source-missing',
    ],
    ['a row with a cell too many', [`${visits()[0]},thừa`], 'line 2, columns: column-count'],
    ['a quote that never ends', ['W-TYT,"health'], 'line 2: no-csv'],
    ['no rows', [], 'csv: no-rows'],
  ])('with %s is refused whole, and every fault is named', async (_, rows, refusal) => {
    expect(await refusalOf(bring(rows))).toBe(`NOT_VALID | ${refusal}`)
    expect(await stored()).toEqual([null, null, null, null])
  })

  test('without a column is refused', async () => {
    expect(await refusalOf(importRegisters(commune.scope, officer, '2035', { csv: 'unit;variable\nW1;sex' }))).toBe(
      'NOT_VALID | instrument, category, count, source: column-missing',
    )
  })

  test('comes in by file, semicolons and byte order mark too, replaces what was there, and stands in the trail', async () => {
    expect(await bring([...visits(), ...residents])).toBe(2)
    expect(await stored()).toEqual([100, 1_000, null, null])
    expect(await lastAct()).toMatchObject({ action: 'margins.set' })
    const again = `\uFEFF${[header, ...visits('60')].join('\r\n').replaceAll(',', ';')}`
    expect(await importRegisters(commune.scope, officer, '2035', { csv: '', file: again })).toBe(1)
    expect(await stored()).toEqual([100, 1_000, null, null])
    expect((await loadWave(commune.scope, '2035', true, now)).registersMissing).toBe(2)
  })

  test('comes in by form, and the form is told which field is wrong', async () => {
    const counts = { 'grade 1': '20', 'grade 2': '21', 'grade 3': '22', 'grade 4': '23', 'grade 5': '24' }
    const form = { unit: 'W-TH1', instrument: 'primary-school', source: 'Sổ đăng bộ', counts }
    const put = (input: object) => refusalOf(replaceRegister(commune.scope, officer, '2035', input))
    expect(await put({ ...form, counts: { ...counts, 'grade 3': '' } })).toBe('NOT_VALID | grade 3: not-a-count')
    expect(await put({ ...form, source: ' ', counts: { ...counts, 'grade 3': 'x' } })).toBe(
      'NOT_VALID | source: source-missing | grade 3: not-a-count',
    )
    expect(await put({ ...form, unit: 'W-TYT' })).toBe('NOT_VALID | unit: not-asked')
    expect(await put({ ...form, counts: Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) })).toBe(
      'NOT_VALID | W-TH1 primary-school: nobody',
    )
    expect(await put(form)).toBe('done')
    expect(await stored()).toEqual([100, 1_000, null, 110])
  })

  test('gives the sample that each unit and village needs', async () => {
    const lines = await planSample(commune.scope, '2035', { margin: 5, level: 95 })
    expect(lines.map(({ unit, population, needed }) => [unit.code, population, needed])).toEqual([
      ['W-TYT', 100, 80],
      ['W1', 1_000, 278],
      ['W-MC', null, null],
      ['W-TH1', 110, 86],
    ])
    expect(lines[1]?.villages.map(({ code, share, needed }) => [code, share, needed])).toEqual([
      ['W-T01', 195, 249],
      ['W-T02', 83, 169],
    ])
  })

  test('makes a quota board whose targets add up; small counts are the officer’s alone, and cannot be had by subtraction', async () => {
    await act('2031', 'close').catch(() => undefined)
    for (const code of ['2033', '2034']) await act(code, 'close').catch(() => undefined)
    await act('2035', 'open')
    const people = (n: number, village: string, sex: number, age: number) =>
      Array.from({ length: n }, (_, i) => ({ if_electricity: 1 + (i % 2), village, sex, age_band: age, day: '2026-11-20' }))
    const answered = [...people(12, 'W-T01', 1, 1), ...people(3, 'W-T01', 2, 2), ...people(6, 'W-T01', 2, 3), ...people(7, 'W-T02', 1, 4)]
    const known = answered.map(({ if_electricity: _, ...rest }) => ({
      ...rest,
      [infrastructure.codebook[0]?.id ?? '']: infrastructure.codebook[0]?.codes[0] ?? 1,
    }))
    await bringAnswers(commune, '2035', 'W1', infrastructure, known)
    const of = { unit: 'W1', instrument: 'infrastructure' }
    const board = (runs: boolean) => loadQuotaBoard(commune.scope, '2035', of, { margin: 5, level: 95 }, runs)
    const mine = await board(true)
    const theirs = await board(false)
    expect(mine?.columns).toHaveLength(8)
    expect(mine?.rows.flatMap(({ cells }) => cells).reduce((sum, { target }) => sum + target, 0)).toBe(278)
    expect(mine?.rows[0]?.cells.map(({ answers }) => answers)).toEqual([12, 0, 0, 0, 0, 3, 6, 0])
    expect(mine?.unplaced).toBe(0)
    // 21 - 12 - 6 would say 3: the 6 is hidden too.
    expect(theirs?.rows[0]?.cells.map(({ answers }) => answers)).toEqual([12, 'few', 'few', 'few', 'few', 'few', 'hidden', 'few'])
    expect(theirs?.rows[1]?.cells.map(({ answers }) => answers)).toEqual(['few', 'few', 'few', 7, 'few', 'few', 'few', 'few'])
    expect(theirs?.unplaced).toBeNull()
    expect(
      await loadQuotaBoard(commune.scope, '2035', { unit: 'W-MC', instrument: 'one-stop-desk' }, { margin: 5, level: 95 }, true),
    ).toBeNull()
    expect(
      await loadQuotaBoard(commune.scope, '2035', { unit: 'W-TYT', instrument: 'infrastructure' }, { margin: 5, level: 95 }, true),
    ).toBeNull()
  })

  test('what is hidden beside a sum always adds up to at least five, or to nobody', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 12 }), (counts) => {
        const hidden = hideSmallCounts(counts, 5)
        const sum = [...hidden].reduce((total, at) => total + (counts[at] ?? 0), 0)
        for (const [at, count] of counts.entries()) if (count < 5) expect(hidden.has(at)).toBe(true)
        if (hidden.size < counts.length) expect(sum === 0 || sum >= 5).toBe(true)
      }),
    )
  })
})

describe('collection points', () => {
  test('tell their answers, days of at least five alone, and a point that is quiet for a month', async () => {
    const point = (unit: string, instrument: 'health-station' | 'infrastructure') =>
      forScopeRaw(commune.scope, (client) =>
        createCollectionPoint(client, commune.scope, { unitId: commune.units[unit] ?? '', instrument, mode: 'poster' }),
      )
    const code = await point('W-TYT', 'health-station')
    await bringAnswers(commune, '2035', 'W-TYT', health, [
      ...patients(6),
      ...patients(7, 1).map((one) => ({ ...one, day: '2026-11-21' })),
      ...patients(3, 2).map((one) => ({ ...one, day: '2026-11-22' })),
    ])
    const read = (runs: boolean, at = now) => loadPoints(commune.scope, '2035', runs, at)
    const lines = await read(true)
    expect(lines.map(({ unit, mode, answers, codes }) => [unit.code, mode, answers, codes.length])).toEqual([
      ['W-TYT', 'poster', 0, 1],
      ['W-TYT', 'slip', 16, 0],
      ['W1', 'slip', 28, 0],
    ])
    expect(lines[0]).toMatchObject({ codes: [code], lastDay: null, quiet: false })
    // 16 - 6 - 7 would say 3 of one day: the smaller day is not told either.
    expect(lines[1]).toMatchObject({ lastDay: '2026-11-22', days: [{ day: '2026-11-21', count: 7 }] })
    const later = await read(true, new Date(Date.now() + 40 * 86_400_000))
    expect(later.map(({ quiet }) => quiet)).toEqual([true, false, false])
    expect(
      (await loadWave(commune.scope, '2035', true, new Date(Date.now() + 40 * 86_400_000))).quietPoints.map(({ codes }) => codes),
    ).toEqual([[code]])
  })

  test('with fewer than five answers say so to whoever only reads', async () => {
    await act('2035', 'close')
    await planWave(commune.scope, officer, plan('2036'), now)
    await act('2036', 'open')
    await bringAnswers(commune, '2036', 'W-TYT', health, patients(4))
    const [mine, theirs] = [await loadPoints(commune.scope, '2036', true, now), await loadPoints(commune.scope, '2036', false, now)]
    expect(mine.find(({ mode }) => mode === 'slip')).toMatchObject({ answers: 4, lastDay: '2026-11-20', days: [] })
    expect(theirs.find(({ mode }) => mode === 'slip')).toMatchObject({ answers: null, lastDay: null, days: [] })
  })
})

describe('snapshots', () => {
  const work = async (code: string, input: object = {}) => {
    const { id } = await requestSnapshot(commune.scope, officer, code, input, new Date())
    await workOnJob(commune.scope, id)
    const job = await latestJob(commune.scope, code, new Date())
    return job?.step === 'done' ? (job.snapshotId ?? '') : `${job?.step}: ${job?.refusal}`
  }
  const figures = (id: string) => forScopeRaw(commune.scope, (client) => readScoreRows(client, commune.scope, id))
  const shown = (audience: 'staff' | 'public') =>
    forScopeRaw(commune.scope, (client) => listShownSnapshots(client, commune.scope, audience))

  test('are asked for once at a time; the job says how far it is and why it was refused', async () => {
    await planWave(commune.scope, officer, plan('2037', ['primary-school 2024']), now)
    expect(await refusalOf(requestSnapshot(commune.scope, officer, '2037', {}, now))).toBe('CONFLICT | wave: nobody-answered')
    await act('2037', 'open')
    const first = await requestSnapshot(commune.scope, officer, '2037', {}, new Date())
    const second = await requestSnapshot(commune.scope, officer, '2037', {}, new Date())
    expect([first.isNew, second.isNew, second.id]).toEqual([true, false, first.id])
    expect(await latestJob(commune.scope, '2037', new Date())).toMatchObject({ step: 'waiting', finishedAt: null })
    await workOnJob(commune.scope, first.id)
    expect(await latestJob(commune.scope, '2037', new Date())).toMatchObject({
      step: 'failed',
      refusal: 'nobody-answered',
      snapshotId: null,
    })
    expect(await work('2037', { comparedWith: commune.units['W1'] })).toBe('failed: nobody-answered')
  })

  test('whose process went away are ended and can be asked for again', async () => {
    const minuteLater = new Date(Date.now() + 60_000)
    const { id } = await requestSnapshot(commune.scope, officer, '2037', {}, new Date())
    expect(await latestJob(commune.scope, '2037', new Date())).toMatchObject({ id, step: 'waiting' })
    expect(await latestJob(commune.scope, '2037', minuteLater)).toMatchObject({ id, step: 'failed', refusal: 'interrupted' })
    expect((await requestSnapshot(commune.scope, officer, '2037', {}, minuteLater)).isNew).toBe(true)
  })

  test('are taken by a process of their own, which writes the act into the trail', async () => {
    await bringAnswers(commune, '2036', 'W-TYT', health, patients(56, 3))
    await act('2036', 'close')
    const { id } = await requestSnapshot(commune.scope, officer, '2036', {}, new Date())
    startJob(commune.scope, id)
    await expect
      .poll(async () => (await latestJob(commune.scope, '2036', new Date()))?.step, { timeout: 40_000, interval: 300 })
      .toBe('done')
    const job = await latestJob(commune.scope, '2036', new Date())
    const [event] = await listAuditEvents(commune.scope, 'officer', { limit: 1 })
    expect(event).toMatchObject({
      action: 'snapshot.take',
      subject: { id: job?.snapshotId ?? '' },
      actor: { id: 'officer-1' },
      detail: { kind: 'closing', responses: 60 },
    })
    expect((await listSnapshots(commune.scope)).find((one) => one.id === job?.snapshotId)).toMatchObject({
      wave: '2036',
      kind: 'closing',
      responses: 60,
    })
  })

  test('are published, and withdrawn with a reason for good', async () => {
    const [snapshot] = (await listSnapshots(commune.scope)).filter(({ wave }) => wave === '2036')
    const id = snapshot?.id ?? ''
    const release = (input: object, of = id) => refusalOf(releaseSnapshot(commune.scope, officer, '2036', of, input, new Date()))
    expect(await release({ act: 'publish' }, commune.units['W1'])).toBe('NOT_FOUND')
    expect(await release({ act: 'publish' }, 'none')).toBe('NOT_FOUND')
    expect(await release({ act: 'withdraw' })).toBe('NOT_VALID | reason: not-valid')
    expect(await release({ act: 'publish' })).toBe('done')
    expect(await lastAct()).toMatchObject({ action: 'snapshot.publish' })
    expect(await release({ act: 'publish' })).toBe('CONFLICT | snapshot: published-already')
    expect((await shown('public')).map(({ snapshotId }) => snapshotId)).toEqual([id])
    expect(await refusalOf(importRegisters(commune.scope, officer, '2036', { csv: 'x' }))).toBe('CONFLICT | wave: published')
    expect(await release({ act: 'withdraw', reason: 'nhập nhầm phiếu của trạm khác' })).toBe('done')
    expect(await lastAct()).toMatchObject({ action: 'snapshot.withdraw', reason: 'nhập nhầm phiếu của trạm khác' })
    expect(await shown('public')).toEqual([])
    expect((await shown('staff')).some(({ snapshotId }) => snapshotId === id)).toBe(false)
    expect(await release({ act: 'publish' })).toBe('CONFLICT | snapshot: withdrawn')
    expect((await listSnapshots(commune.scope)).find((one) => one.id === id)?.reason).toBe('nhập nhầm phiếu của trạm khác')
  })

  test('of an open wave, or of a wave that was opened again, are not published', async () => {
    await act('2036', 'reopen', 'nhập thêm phiếu giấy')
    const open = await work('2036')
    const release = (of: string) => refusalOf(releaseSnapshot(commune.scope, officer, '2036', of, { act: 'publish' }, new Date()))
    expect(await release(open)).toBe('CONFLICT | snapshot: not-closing')
    await act('2036', 'close')
    const closing = await work('2036')
    await act('2036', 'reopen', 'nhập thêm phiếu giấy')
    expect(await release(closing)).toBe('CONFLICT | snapshot: not-closed')
  })

  test('after reopening: what changed by 1 to 4 keeps its old value through an open snapshot in between, what changed by more is renewed', async () => {
    await act('2036', 'close')
    const first = await work('2036')
    await act('2036', 'reopen', 'nhập thêm phiếu giấy')
    await bringAnswers(
      commune,
      '2036',
      'W-TYT',
      health,
      patients(3, 4).map((one) => ({ ...one, hs_respect: 1 })),
    )
    await work('2036')
    await act('2036', 'close')
    const second = await work('2036')
    const numbers = async (id: string) =>
      new Map(
        (await figures(id))
          .filter(({ figure, refusal }) => figure !== 'count' && refusal === null)
          .map((row) => [
            `${row.unit_id} ${row.model} ${row.figure} ${row.level} ${row.code}`,
            JSON.stringify([row.value, row.respondents, row.detail['shares'] ?? null]),
          ]),
      )
    const [before, after] = [await numbers(first), await numbers(second)]
    expect(before.size).toBeGreaterThan(10)
    expect(after).toEqual(before)
    await act('2036', 'reopen', 'nhập thêm phiếu giấy')
    await bringAnswers(
      commune,
      '2036',
      'W-TYT',
      health,
      patients(4, 2).map((one) => ({ ...one, hs_respect: 2 })),
    )
    await act('2036', 'close')
    const third = await numbers(await work('2036'))
    const renewed = [...third].filter(([key, value]) => before.get(key) !== value)
    expect(renewed.length).toBeGreaterThan(10)
    for (const [, value] of renewed) expect((JSON.parse(value) as [number, number])[1]).toBe(67)
  })

  test('are compared only from answers that are still those of the snapshot; a named start is used; any two stand side by side', async () => {
    await planWave(commune.scope, officer, plan('2038'), now)
    await act('2038', 'open')
    await bringAnswers(commune, '2038', 'W-TYT', health, patients(80, 1))
    await act('2038', 'close')
    const starts = (await listSnapshots(commune.scope)).filter(({ wave, withdrawnAt }) => wave === '2036' && withdrawnAt === null)
    const [latest] = starts
    const oldest = starts.at(-1)
    const taken = await work('2038')
    expect((await listSnapshots(commune.scope)).find(({ id }) => id === taken)?.comparedWith).toMatchObject({
      wave: '2036',
      id: latest?.id,
    })
    // The earliest closing snapshot of 2036 had fewer answers than its wave holds now.
    const early = starts.filter(({ kind }) => kind === 'closing').at(-1)
    expect(await work('2038', { comparedWith: early?.id })).toBe('failed: start-changed')
    expect(await work('2038', { comparedWith: taken })).toBe('failed: no-such-start')
    const named = await work('2038', { comparedWith: latest?.id })
    const compared = await loadSnapshotComparison(commune.scope, latest?.id ?? '', named)
    expect(compared?.compared).toBe(true)
    expect(compared?.units.map(({ code }) => code)).toEqual(['W-TYT'])
    expect(compared?.units[0]?.change?.kind).toBe('shown')
    const beside = await loadSnapshotComparison(commune.scope, oldest?.id ?? '', named)
    expect(beside?.compared).toBe(false)
    expect(beside?.units[0]?.change).toBeNull()
    expect(await loadSnapshotComparison(commune.scope, 'x', named)).toBeNull()
    await act('2036', 'reopen', 'nhập thêm phiếu giấy')
    await bringAnswers(commune, '2036', 'W-TYT', health, patients(2, 2))
    expect(await work('2038')).toBe('failed: start-changed')
    // Two more people, and the start keeps its old values: no change may tell what they answered.
    await act('2036', 'close')
    const again = await work('2036')
    const changes = (await figures(await work('2038'))).filter(({ figure }) => figure === 'change')
    expect(changes.length).toBeGreaterThan(0)
    expect(changes.filter(({ refusal }) => refusal === null).map(({ level, code, detail }) => [level, code, detail])).toEqual([])
    await releaseSnapshot(commune.scope, officer, '2036', again, { act: 'withdraw', reason: 'thử thu hồi' }, new Date())
    expect(await loadSnapshotComparison(commune.scope, again, named)).toBeNull()
  })

  test('stand in the trail also when another act comes in between', async () => {
    const [taken] = await Promise.all([
      takeWaveSnapshot(commune.scope, officer, '2036'),
      planWave(commune.scope, officer, plan('2040'), now),
      planWave(commune.scope, officer, plan('2041'), now),
    ])
    const events = await listAuditEvents(commune.scope, 'officer', { limit: 3 })
    expect(events.map(({ action }) => action).sort()).toEqual(['snapshot.take', 'wave.create', 'wave.create'])
    expect(events.some(({ subject }) => subject.id === taken.id)).toBe(true)
  })
})

test('instruments side by side: what is the same, reworded, rescaled, new and dropped, with both wordings', () => {
  const lines = compareInstruments('health-station', '2023', '2024')?.items ?? []
  const of = (change: string) => lines.filter((line) => line.change === change).map(({ id }) => id)
  expect(of('new')).toContain('hs_toilet')
  expect(of('reworded')).toContain('hs_wait')
  expect(of('rescaled')).toContain('hs_overall')
  expect(of('same').length).toBeGreaterThan(2)
  expect(of('dropped')).toEqual(health.dropped)
  for (const line of lines) {
    expect(line.from === null).toBe(line.change === 'new')
    expect(line.to === null).toBe(line.change === 'dropped')
    if (line.change === 'same') expect(line.from?.text).toEqual(line.to?.text)
    if (line.comparable) expect(line.change).not.toBe('rescaled')
    for (const side of [line.from, line.to])
      if (side) expect(side.text.vi.length * side.text.en.length * side.source.length * side.answers.length).toBeGreaterThan(0)
  }
  expect(compareInstruments('health-station', '2024', '2023')).toBeNull()
  expect(compareInstruments('none', '2023', '2024')).toBeNull()
})
