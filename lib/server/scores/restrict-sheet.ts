import type { AnswerSheet, SampleDesign } from '@/lib/scoring/index.ts'

export type RestrictedSheet = {
  readonly sheet: AnswerSheet /** 1 inside, 0 outside; absent where all of the sheet is inside. */
  readonly mask?: Uint8Array
}

/**
 * A part of a sheet's respondents. Where it is made of whole strata of an unclustered sample the others have no influence on it, so that the
 * part is taken out as a sheet of its own: the same figures for a fraction of the work. Else the sheet stays whole, with a mask.
 */
export function restrictSheet(sheet: AnswerSheet, isInside: (row: number) => boolean): RestrictedSheet {
  const { design, respondents } = sheet
  const mask = Uint8Array.from({ length: respondents }, (_, row) => (isInside(row) ? 1 : 0))
  if (mask.every((inside) => inside === 1)) return { sheet }
  const sides = new Map<number, number>()
  for (let row = 0; row < respondents; row++) {
    const stratum = design.strata[row] as number
    const side = mask[row] as number
    if (design.clusters !== null || (sides.get(stratum) ?? side) !== side) return { sheet, mask }
    sides.set(stratum, side)
  }
  const rows = Uint32Array.from(mask.keys()).filter((row) => mask[row] === 1)
  const take = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number)
  return {
    sheet: {
      ...sheet,
      respondents: rows.length,
      items: Object.fromEntries(Object.entries(sheet.items).map(([item, column]) => [item, take(column)])),
      design: { ...design, weights: take(design.weights), ...strataOf(design, rows) },
      modes: Int16Array.from(rows, (row) => sheet.modes[row] as number),
    },
  }
}

/** The strata that are left, numbered from 0 again, with their population sizes. */
function strataOf({ strata, populationSizes }: SampleDesign, rows: Uint32Array): Pick<SampleDesign, 'strata' | 'populationSizes'> {
  const numbers = new Map<number, number>()
  const left = Int32Array.from(rows, (row) => {
    const stratum = strata[row] as number
    const number = numbers.get(stratum) ?? numbers.size
    numbers.set(stratum, number)
    return number
  })
  return {
    strata: left,
    populationSizes: populationSizes && Float64Array.from(numbers.keys(), (stratum) => populationSizes[stratum] as number),
  }
}
