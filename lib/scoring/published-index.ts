/**
 * The published PAPI series: how each year's components add up to its dimensions and its total. No estimation here:
 * the components are PAPI's own figures, each on its scale 1/k..10/k, k components in the dimension.
 */

export type PublishedDimension = { readonly code: string; readonly components: readonly string[] }

export type PublishedFigure =
  | { readonly kind: 'published'; readonly value: number }
  /** Components of that year's model for which there is no figure. */
  | { readonly kind: 'not-published'; readonly missing: readonly string[] }

export type PublishedIndex = {
  /** In the order of the year's model: D1..D6 until 2017, D1..D8 since 2018. */
  readonly dimensions: readonly { readonly code: string; readonly figure: PublishedFigure }[]
  readonly total: PublishedFigure
}

/** First year in which PAPI covered all provinces. */
const FIRST_YEAR = 2011

const componentsOf = (dimension: number, numbers: readonly number[]): PublishedDimension => ({
  code: `D${dimension}`,
  components: numbers.map((number) => `${dimension}.${number}`),
})

/**
 * The dimensions and components that PAPI published for a year.
 *
 *   2011-2017  six dimensions; D2 of three components, whose codes named other things then (2.1 was the poverty lists)
 *   2018       eight dimensions: D7 and D8 new, D2 of four; D8 of two (8.1, 8.2)
 *   2019-2020  8.3 new: D8 of three
 *   2021-      5.2 (construction permits) dropped: D5 of three
 *
 * A year after the last that was seen (2024) is taken to have the structure of 2021-2024.
 *
 * @throws {RangeError} on a year that is no integer or before 2011
 * @see PAPI provincial data 2011-2024; the structure is read from which components have figures
 */
export function publishedModel(year: number): readonly PublishedDimension[] {
  if (!(Number.isInteger(year) && year >= FIRST_YEAR)) throw new RangeError(`publishedModel requires a year from ${FIRST_YEAR} on`)
  const eight = year >= 2018
  const six = [
    componentsOf(1, [1, 2, 3, 4]),
    componentsOf(2, eight ? [1, 2, 3, 4] : [1, 2, 3]),
    componentsOf(3, [1, 2, 3]),
    componentsOf(4, [1, 2, 3, 4]),
    componentsOf(5, year >= 2021 ? [1, 3, 4] : [1, 2, 3, 4]),
    componentsOf(6, [1, 2, 3, 4]),
  ]
  return eight ? [...six, componentsOf(7, [1, 2, 3]), componentsOf(8, year >= 2019 ? [1, 2, 3] : [1, 2])] : six
}

const isPublished = (value: number | null | undefined): value is number => value !== null && value !== undefined && value !== 0

/**
 * Dimensions and total of one province in one year from its published components.
 *
 *   dimension = sum of its components        total = sum of the dimensions of that year (8 to 80; 6 to 60 until 2017)
 *
 * Missing data: null, absent and 0 (which stands for "not published" in PAPI's files, since no component can be below 1/k)
 * leave the dimension and the total unpublished, never 0. Components outside that year's model are not used.
 *
 * @throws {RangeError} on a year without a model or a component that is negative or not finite
 */
export function publishedIndex(year: number, components: Readonly<Record<string, number | null>>): PublishedIndex {
  const model = publishedModel(year)
  for (const [code, value] of Object.entries(components))
    if (value !== null && !(value >= 0 && value < Infinity))
      throw new RangeError(`publishedIndex requires component ${code} to be 0 or more`)
  const dimensions = model.map((dimension) => ({ code: dimension.code, figure: addUp(dimension.components, (code) => components[code]) }))
  const sums = new Map(dimensions.map(({ code, figure }) => [code, figure.kind === 'published' ? figure.value : null]))
  const whole = addUp([...sums.keys()], (code) => sums.get(code))
  const missing = dimensions.flatMap(({ figure }) => (figure.kind === 'published' ? [] : figure.missing))
  return { dimensions, total: whole.kind === 'published' ? whole : { kind: 'not-published', missing } }
}

function addUp(codes: readonly string[], numberOf: (code: string) => number | null | undefined): PublishedFigure {
  const missing: string[] = []
  let sum = 0
  for (const code of codes) {
    const value = numberOf(code)
    if (isPublished(value)) sum += value
    else missing.push(code)
  }
  return missing.length === 0 ? { kind: 'published', value: sum } : { kind: 'not-published', missing }
}
