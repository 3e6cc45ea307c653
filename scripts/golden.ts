/**
 * Answers a directory of reference cases (cases/*.json, data/*.csv) through the public functions of lib/stats and lib/scoring,
 * and compares: `npm run -s golden -- DIR [--out FILE.json]`. Exit 1 on any miss, 2 on misuse.
 * Maps fields only: whatever is computed is computed in the library.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describeAnswers } from './golden/describe.ts'
import { estimateAnswers } from './golden/estimates.ts'
import { furtherAnswers } from './golden/further.ts'
import type { Answer, Case, Json, Overrides } from './golden/request.ts'
import { designOf, label, TextTable } from './golden/table.ts'
import { weightAnswers } from './golden/weights.ts'

const answers: Readonly<Record<string, Answer>> = {
  ...estimateAnswers({ designOf, label }),
  ...describeAnswers,
  ...weightAnswers,
  ...furtherAnswers,
}

type Tolerance = { readonly rel: number; readonly abs: number }

/** Fields that tell how the reference was made, not what is wanted of a library (see the format's README). */
const isInformation = (key: string) => /^r_|^wrong_|^(reason|policy|notes|estimates_rake_se)$/.test(key)

const override = (entry: number | Partial<Tolerance> | undefined, outer: Tolerance): Tolerance =>
  entry === undefined ? outer : typeof entry === 'number' ? { ...outer, rel: entry } : { ...outer, ...entry }

export type Outcome = { passed: number; total: number; misses: string[] }

function compare(got: Json, expected: Json, tolerance: Tolerance, overrides: Overrides, path: string, outcome: Outcome): void {
  if (expected !== null && typeof expected === 'object') {
    const inner = (got ?? {}) as Readonly<Record<string, Json>>
    for (const [key, value] of Object.entries(expected))
      if (!isInformation(key)) compare(inner[key], value, override(overrides[key], tolerance), overrides, `${path}.${key}`, outcome)
    return
  }
  const close =
    typeof got === 'number' &&
    typeof expected === 'number' &&
    Math.abs(got - expected) <= Math.max(tolerance.abs, tolerance.rel * Math.abs(expected))
  const same = expected === null ? got === null : typeof expected === 'number' ? close : String(got) === String(expected)
  outcome.total++
  if (same) outcome.passed++
  else outcome.misses.push(`${path}: ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`)
}

export type CaseResult = Outcome & { readonly name: string; readonly estimator: string; readonly offered: boolean; readonly got: Json }

/** Answers one case and compares it; misuse that the library refuses by throwing is an answer too. */
export function runCase(c: Case, directory: string): CaseResult {
  const estimator: string = c.request.estimator
  const answer = answers[estimator]
  const outcome: Outcome = { passed: 0, total: 0, misses: [] }
  if (!answer) return { ...outcome, name: c.name, estimator, offered: false, got: null }
  let got: Json
  try {
    const table = new TextTable(c.input ? parse(readFileSync(join(directory, c.input), 'utf8'), { columns: true }) : [])
    got = answer(c.request, table, c)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    got = { error: true, reason: error.message }
  }
  compare(got, c.expected, c.tolerance, { ...c.tolerance.per_key, ...c.tolerance.per_method }, '', outcome)
  return { ...outcome, name: c.name, estimator, offered: true, got }
}

export function readCases(directory: string): Case[] {
  const files = readdirSync(join(directory, 'cases')).filter((file) => file.endsWith('.json'))
  return files.sort().map((file) => JSON.parse(readFileSync(join(directory, 'cases', file), 'utf8')))
}

function main(argv: readonly string[]): number {
  const [directory, flag, out] = argv
  if (!directory || !existsSync(join(directory, 'cases')) || (flag !== undefined && (flag !== '--out' || !out))) {
    console.error('usage: npm run -s golden -- DIR [--out FILE.json]')
    return 2
  }
  const results = readCases(directory).map((c) => runCase(c, directory))
  for (const { name, misses, passed, total } of results) {
    if (misses.length === 0) continue
    console.log(`miss ${name}: ${passed}/${total}`)
    for (const miss of misses.slice(0, 5)) console.log(`  ${miss}`)
  }
  for (const estimator of [...new Set(results.map((result) => result.estimator))].sort()) {
    const mine = results.filter((result) => result.estimator === estimator)
    const sum = (field: 'passed' | 'total') => mine.reduce((total, result) => total + result[field], 0)
    console.log(
      mine[0]?.offered
        ? `${estimator}: ${sum('passed')}/${sum('total')} numbers in ${mine.length} cases`
        : `${estimator}: not offered (${mine.length} cases)`,
    )
  }
  if (out)
    writeFileSync(out, `${JSON.stringify(Object.fromEntries(results.filter((one) => one.offered).map((one) => [one.name, one.got])))}\n`)
  return results.some((result) => result.misses.length > 0) ? 1 : 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2))
