/**
 * Speed of the scoring library: `npm run bench:scoring -- [--rows 100000,1000000,10000000] [--runs 5]`.
 * Each measurement in a process of its own, median of the runs. The ratio to the bare loop is of processor time, which other work
 * on the machine does not lengthen; all else is wall time. Exit 1 where a wish is not met (judged at 10 million).
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000,1000000,10000000' }, runs: { type: 'string', default: '5' } },
})
const runs = Number(values.runs)
const JUDGED_FROM = 10_000_000

type Measure = { milliseconds: number; processorMilliseconds?: number; peakMebibytes: number; checksum?: number; again?: number }

function measure(script: string, ...args: string[]): Measure {
  const path = fileURLToPath(new URL(`./scoring/${script}`, import.meta.url))
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', path, ...args], { encoding: 'utf8' }))
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] as number

/** Methods take turns, so that a busy minute of the machine meets all of them. */
function cells(rows: number) {
  const methods = ['bare', 'library', 'objects'] as const
  const measures = new Map(methods.map((method) => [method, [] as Measure[]]))
  for (let run = 0; run < runs; run++) for (const method of methods) measures.get(method)?.push(measure('cells.ts', method, String(rows)))
  const of = (method: (typeof methods)[number]) => measures.get(method) as Measure[]
  const processor = (method: (typeof methods)[number]) => median(of(method).map(({ processorMilliseconds }) => processorMilliseconds ?? 0))
  const time = (method: (typeof methods)[number]) => median(of(method).map(({ milliseconds }) => milliseconds))
  const [first, other] = [of('library')[0]?.checksum ?? 0, of('objects')[0]?.checksum ?? 1]
  if (Math.abs(first - other) > 1e-9 * first) throw new Error(`the library says ${first}, the rows by hand ${other}`)
  return {
    rows,
    bare: time('bare'),
    ratio: processor('library') / processor('bare'),
    library: time('library'),
    objects: time('objects'),
    peak: median(of('library').map(({ peakMebibytes }) => peakMebibytes)),
  }
}

let missed = 0
const judge = (reached: boolean) => {
  if (!reached) missed++
  return reached ? 'reached' : 'MISSED'
}
console.log(`n, weighted mean and linearised standard error of 1,008 cells, median of ${runs} processes`)
const results = values.rows.split(',').map((rows) => cells(Number(rows)))
for (const { rows, bare, ratio, library, objects, peak } of results) {
  const faster = objects / library
  const verdict = rows >= JUDGED_FROM ? `  ${judge(ratio <= 2 && faster >= 10 && peak < 300)}` : ''
  const times = `bare ${bare.toFixed(1)} ms, library ${library.toFixed(1)} ms, objects ${objects.toFixed(0)} ms`
  console.log(
    `${String(rows).padStart(9)} answers: ${times}; ${ratio.toFixed(2)} x bare, ${faster.toFixed(1)} x faster than objects, peak ${peak.toFixed(0)} MiB${verdict}`,
  )
}
const [million, tenMillion] = [1_000_000, 10_000_000].map((rows) => results.find((result) => result.rows === rows))
if (million && tenMillion) {
  const growth = tenMillion.library / million.library / 10
  console.log(`growth from 1 to 10 million: ${growth.toFixed(2)} of linear  ${judge(growth <= 1.2)}`)
}
const snapshots = Array.from({ length: runs }, () => measure('snapshot.ts'))
const first = median(snapshots.map(({ milliseconds }) => milliseconds))
const again = median(snapshots.map((snapshot) => snapshot.again ?? 0))
console.log(
  `commune snapshot (5 instruments, 2 waves of 2,000): ${first.toFixed(0)} ms in a fresh process, ${again.toFixed(0)} ms warm  ${judge(first < 200)}`,
)
const explained = median(Array.from({ length: runs }, () => measure('drivers.ts').milliseconds))
console.log(`drivers with stability (10 parts, 2,000 people, 200 resamples): ${explained.toFixed(0)} ms  ${judge(explained < 5_000)}`)
process.exitCode = missed > 0 ? 1 : 0
