/** Answers of 63 units, 2 waves, 12 PSUs a unit and 8 indicators, as columns: what a reader of the database holds. */
export type AnswerColumns = {
  readonly rows: number
  readonly units: Uint8Array
  readonly waves: Uint8Array
  readonly psus: Uint8Array
  readonly indicators: Uint8Array
  readonly weights: Float64Array
  readonly values: Float32Array
}

export const UNITS = 63
export const WAVES = 2
export const PSUS = 12
export const INDICATORS = 8
export const CELLS = UNITS * WAVES * INDICATORS
/** One slot a PSU, wave and indicator. */
export const SLOTS = CELLS * PSUS

/** Deterministic answers 1..5, one in fourteen missing, weights 1 to 2. */
export function makeAnswers(rows: number): AnswerColumns {
  const columns = {
    rows,
    units: new Uint8Array(rows),
    waves: new Uint8Array(rows),
    psus: new Uint8Array(rows),
    indicators: new Uint8Array(rows),
    weights: new Float64Array(rows),
    values: new Float32Array(rows),
  }
  let state = 12345
  const next = () => {
    state = (state * 48271) % 2147483647
    return state
  }
  for (let row = 0; row < rows; row++) {
    columns.units[row] = next() % UNITS
    columns.waves[row] = next() % WAVES
    columns.psus[row] = next() % PSUS
    columns.indicators[row] = next() % INDICATORS
    const draw = next()
    columns.values[row] = draw % 100 < 7 ? Number.NaN : 1 + (Math.floor(draw / 100) % 5)
    columns.weights[row] = 1 + (next() % 1000) / 1000
  }
  return columns
}

/** Writes the slot of each of some rows: a PSU of a unit, crossed with wave and indicator. */
export function writeSlots({ units, waves, psus, indicators }: AnswerColumns, from: number, slots: Uint16Array): void {
  for (let at = 0; at < slots.length; at++) {
    const row = from + at
    const psu = (units[row] as number) * PSUS + (psus[row] as number)
    slots[at] = (psu * WAVES + (waves[row] as number)) * INDICATORS + (indicators[row] as number)
  }
}
