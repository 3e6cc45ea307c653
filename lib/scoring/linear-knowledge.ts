/**
 * What a reader can compute from shown cells: linear algebra over the integers modulo a prime, exact and fast.
 * The relations hold only 0, 1 and -1; a rank modulo a 26-bit prime differs from the rational one only where a minor of theirs
 * is a multiple of it, and products stay below 2^53.
 */
const PRIME = 67_108_859

/** Random combinations kept of the unknowns: the rank of up to five cells survives in six of them. */
const PROBES = 6

/** A relation among cells: coefficient by cell number; their combination is 0. */
export type SparseRelation = ReadonlyMap<number, number>

const modulo = (value: number): number => ((value % PRIME) + PRIME) % PRIME

function power(base: number, exponent: number): number {
  let result = 1
  let square = base
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % PRIME
    square = (square * square) % PRIME
  }
  return result
}

const inverse = (value: number): number => power(value, PRIME - 2)

/** Reduced row echelon form in place; returns the pivot column of each row kept. Columns beyond `width` are carried along. */
function reduce(rows: Float64Array[], width: number): number[] {
  const pivots: number[] = []
  for (let column = 0; column < width && pivots.length < rows.length; column++) {
    const at = rows.findIndex((row, i) => i >= pivots.length && row[column] !== 0)
    if (at < 0) continue
    const pivotRow = rows[at] as Float64Array
    rows[at] = rows[pivots.length] as Float64Array
    rows[pivots.length] = pivotRow
    const factor = inverse(pivotRow[column] as number)
    const filled: number[] = []
    for (let k = column; k < pivotRow.length; k++) {
      if (pivotRow[k] === 0) continue
      pivotRow[k] = ((pivotRow[k] as number) * factor) % PRIME
      filled.push(k)
    }
    for (const row of rows) {
      const times = row[column] as number
      if (row === pivotRow || times === 0) continue
      for (const k of filled) row[k] = modulo((row[k] as number) - ((times * (pivotRow[k] as number)) % PRIME))
    }
    pivots.push(column)
  }
  return pivots
}

/**
 * Six random solutions of the relations in the unknown cells, all other cells taken as known: what can still be anything.
 * A set of up to five cells is free as far as its rows here are independent. Six numbers for each unknown cell, by cell number.
 */
export function freeProbes(relations: readonly SparseRelation[], unknown: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const place = new Map(unknown.map((cell, column) => [cell, column]))
  const rows = relations.map((relation) => {
    const row = new Float64Array(unknown.length)
    for (const [cell, coefficient] of relation) {
      const column = place.get(cell)
      if (column !== undefined) row[column] = modulo(coefficient)
    }
    return row
  })
  const pivots = reduce(rows, unknown.length)
  const isPivot = new Set(pivots)
  const next = pseudoRandom()
  const solutions = Array.from({ length: PROBES }, () => {
    const solution = new Float64Array(unknown.length)
    for (let column = 0; column < unknown.length; column++) if (!isPivot.has(column)) solution[column] = next()
    pivots.forEach((pivot, i) => {
      let sum = 0
      const row = rows[i] as Float64Array
      for (let column = pivot + 1; column < unknown.length; column++)
        sum = (sum + (((row[column] as number) * (solution[column] as number)) % PRIME)) % PRIME
      solution[pivot] = modulo(-sum)
    })
    return solution
  })
  return new Map(unknown.map((cell, column) => [cell, solutions.map((solution) => solution[column] as number)]))
}

/** The span of some cells in the probes: its rank, and whether another cell adds nothing to it. */
export type Span = { readonly rank: number; contains(cell: number): boolean }

/** Cells that are no unknowns count as fixed: they add no rank. */
export function spanOf(probes: ReadonlyMap<number, readonly number[]>, cells: readonly number[]): Span {
  const basis: { readonly lead: number; readonly row: readonly number[] }[] = []
  /** What the basis leaves of a cell's probes. */
  const rest = (cell: number): number[] => {
    const left = [...(probes.get(cell) ?? new Array<number>(PROBES).fill(0))]
    for (const { lead, row } of basis) {
      const times = left[lead] as number
      if (times !== 0) for (let k = lead; k < PROBES; k++) left[k] = modulo((left[k] as number) - ((times * (row[k] as number)) % PRIME))
    }
    return left
  }
  for (const cell of cells) {
    const left = rest(cell)
    const lead = left.findIndex((value) => value !== 0)
    if (lead < 0) continue
    const factor = inverse(left[lead] as number)
    basis.push({ lead, row: left.map((value) => (value * factor) % PRIME) })
    basis.sort((one, other) => one.lead - other.lead)
  }
  return { rank: basis.length, contains: (cell) => rest(cell).every((value) => value === 0) }
}

/**
 * Known cells that a reader needs to compute something about the given unknown cells alone: those in a combination of the
 * relations that holds none of the other unknowns.
 */
export function cellsThatReveal(relations: readonly SparseRelation[], unknown: readonly number[], about: readonly number[]): Set<number> {
  const others = unknown.filter((cell) => !about.includes(cell))
  const place = new Map(others.map((cell, column) => [cell, column]))
  // Each relation with its own name behind: what is left of the names tells which combination is free of the others.
  const rows = relations.map((relation, i) => {
    const row = new Float64Array(others.length + relations.length)
    for (const [cell, coefficient] of relation) {
      const column = place.get(cell)
      if (column !== undefined) row[column] = modulo(coefficient)
    }
    row[others.length + i] = 1
    return row
  })
  const rank = reduce(rows, others.length).length
  const hidden = new Set(unknown)
  const revealing = new Set<number>()
  for (const row of rows.slice(rank)) {
    const combined = new Map<number, number>()
    relations.forEach((relation, i) => {
      const times = row[others.length + i] as number
      if (times === 0) return
      for (const [cell, coefficient] of relation) combined.set(cell, modulo((combined.get(cell) ?? 0) + times * modulo(coefficient)))
    })
    const holds = about.some((cell) => (combined.get(cell) ?? 0) !== 0)
    if (holds) for (const [cell, coefficient] of combined) if (coefficient !== 0 && !hidden.has(cell)) revealing.add(cell)
  }
  return revealing
}

/** A fixed stream of residues (Lehmer): the same table always gives the same answer. */
function pseudoRandom(): () => number {
  let state = 20_231_124
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return 1 + (state % (PRIME - 1))
  }
}
