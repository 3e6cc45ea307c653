/** One measurement in a process of its own: `cells.ts library|bare|objects ROWS` prints {milliseconds, peakMebibytes, checksum}. */
import { addToPsuTotals, meanOfSlots, type PsuTotals, SUMS_PER_SLOT, slotDesign } from '../../../lib/stats/index.ts'
import { type AnswerColumns, CELLS, INDICATORS, makeAnswers, PSUS, SLOTS, UNITS, WAVES, writeSlots } from './answers.ts'

/** Rows taken at a time: their slots stay in the cache, and memory does not grow with the answers. */
const BATCH = 65_536

/** n, weighted mean and linearised standard error of all cells, by the library. */
function library(answers: AnswerColumns): number {
  const totals: PsuTotals = { slots: SLOTS, sums: new Float64Array(SLOTS * SUMS_PER_SLOT) }
  const batch = new Uint16Array(Math.min(BATCH, answers.rows))
  for (let from = 0; from < answers.rows; from += BATCH) {
    const to = Math.min(answers.rows, from + BATCH)
    const slotOfRow = batch.subarray(0, to - from)
    writeSlots(answers, from, slotOfRow)
    const [weights, values] = [answers.weights.subarray(from, to), answers.values.subarray(from, to)]
    addToPsuTotals(totals, { slotOfRow, slots: SLOTS, weights, values })
  }
  const design = slotDesign(
    Int32Array.from({ length: SLOTS }, (_, slot) => Math.floor(slot / (WAVES * INDICATORS))),
    Int32Array.from({ length: UNITS * PSUS }, (_, psu) => Math.floor(psu / PSUS)),
  )
  const slots = new Int32Array(PSUS)
  let checksum = 0
  for (let cell = 0; cell < CELLS; cell++) {
    const unit = Math.floor(cell / (WAVES * INDICATORS))
    for (let psu = 0; psu < PSUS; psu++) slots[psu] = (unit * PSUS + psu) * WAVES * INDICATORS + (cell % (WAVES * INDICATORS))
    const mean = meanOfSlots(totals, design, slots)
    if (mean.kind === 'mean') checksum += mean.mean + mean.standardError + mean.respondents
  }
  return checksum
}

/** The floor: the bare loop over the same columns that only sums n, w and w y. */
function bare({ rows, units, waves, psus, indicators, weights, values }: AnswerColumns): number {
  const sums = new Float64Array(SLOTS * 3)
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number
    if (Number.isNaN(value)) continue
    const psu = (units[row] as number) * PSUS + (psus[row] as number)
    const at = ((psu * WAVES + (waves[row] as number)) * INDICATORS + (indicators[row] as number)) * 3
    const weight = weights[row] as number
    sums[at] = (sums[at] as number) + 1
    sums[at + 1] = (sums[at + 1] as number) + weight
    sums[at + 2] = (sums[at + 2] as number) + weight * value
  }
  return sums.reduce((sum, one) => sum + one, 0)
}

type Row = { unit: string; wave: string; psu: string; indicator: string; weight: number; answer: number | null }
type Cell = { n: number; weights: number; products: number; psus: Map<string, { weights: number; products: number }> }

/** What one would write by hand: an object a row, a Map of cells by a text key, a Map of PSUs in each. Made and timed in batches. */
function objects(answers: AnswerColumns): { checksum: number; milliseconds: number } {
  const cells = new Map<string, Cell>()
  let milliseconds = 0
  for (let from = 0; from < answers.rows; from += 100_000) {
    const rows: Row[] = Array.from({ length: Math.min(100_000, answers.rows - from) }, (_, at) => ({
      unit: `U${answers.units[from + at]}`,
      wave: `W${answers.waves[from + at]}`,
      psu: `P${answers.psus[from + at]}`,
      indicator: `I${answers.indicators[from + at]}`,
      weight: answers.weights[from + at] as number,
      answer: Number.isNaN(answers.values[from + at]) ? null : (answers.values[from + at] as number),
    }))
    const start = performance.now()
    for (const row of rows) {
      if (row.answer === null) continue
      const key = `${row.unit}|${row.wave}|${row.indicator}`
      let cell = cells.get(key)
      if (cell === undefined) {
        cell = { n: 0, weights: 0, products: 0, psus: new Map() }
        cells.set(key, cell)
      }
      cell.n += 1
      cell.weights += row.weight
      cell.products += row.weight * row.answer
      const psu = cell.psus.get(row.psu) ?? { weights: 0, products: 0 }
      psu.weights += row.weight
      psu.products += row.weight * row.answer
      cell.psus.set(row.psu, psu)
    }
    milliseconds += performance.now() - start
  }
  const start = performance.now()
  let checksum = 0
  for (const { n, weights, products, psus } of cells.values()) {
    const mean = products / weights
    const residuals = [...psus.values()].map((psu) => (psu.products - mean * psu.weights) / weights)
    const middle = residuals.reduce((sum, one) => sum + one, 0) / PSUS
    const squares = residuals.reduce((sum, one) => sum + (one - middle) ** 2, (PSUS - residuals.length) * middle ** 2)
    checksum += mean + Math.sqrt((squares * PSUS) / (PSUS - 1)) + n
  }
  return { checksum, milliseconds: milliseconds + performance.now() - start }
}

const [method, rows] = process.argv.slice(2)
const answers = makeAnswers(Number(rows))
const before = process.cpuUsage()
const start = performance.now()
const got = method === 'objects' ? objects(answers) : { checksum: method === 'bare' ? bare(answers) : library(answers), milliseconds: null }
const milliseconds = got.milliseconds ?? performance.now() - start
const { user, system } = process.cpuUsage(before)
const peakMebibytes = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ milliseconds, processorMilliseconds: (user + system) / 1000, peakMebibytes, checksum: got.checksum }))
