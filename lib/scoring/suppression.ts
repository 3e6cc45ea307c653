import { cellsThatReveal, freeProbes, type SparseRelation, spanOf } from './linear-knowledge.ts'

/** A group of people whose figures (count, mean, shares) would be shown or hidden together. */
export type GuardedCell = {
  readonly key: string
  /** People behind the figures, unweighted. A cell of nobody is always known: it neither needs nor gives protection. */
  readonly respondents: number
  /** The answer that all of them gave; null or left out where two differ or nothing of the kind is shown. */
  readonly commonAnswer?: number | string | null
  /** Not shown for a reason of its own (e.g. effective n below 30): no secret, and unknown to readers unless it follows from shown cells. */
  readonly withheld?: boolean
  /** Hidden last: the headline of a table. */
  readonly headline?: boolean
  /** Somebody may know this cell from elsewhere (a unit its own figures). Default true, the safe side. */
  readonly knownToItself?: boolean
}

/** The parent's people are those of its children, each once. Counts and sums therefore add up. */
export type SumRelation = { readonly parent: string; readonly children: readonly string[] }

export type GuardOptions = {
  /** Fewest people behind any figure or combination of figures. Default 5. */
  readonly minimumRespondents?: number
  /** Below this many people, a cell in which all gave one answer is hidden. Default 20. */
  readonly allEqualBelow?: number
}

export type HiddenCell = {
  readonly key: string
  /** too-few, all-equal: for its own sake. complementary: since with it a reader could compute what must not be known. */
  readonly reason: 'too-few' | 'all-equal' | 'complementary'
  /** Of a complementary cell: the cells that it keeps from being computed. */
  readonly protects: readonly string[]
}

/** More small sets than this are not tried one by one: every cell tied to a hidden one is then hidden. */
const MOST_SETS = 200_000

/**
 * Which cells of a table must be hidden so that nothing about fewer than five people can be computed from what is shown.
 *
 * Hidden for their own sake: cells of 1 to 4 people, and cells under 20 people who all gave one answer. Then cells are added,
 * the one with the fewest people first (headlines last), until no linear combination of shown cells gives
 * - any hidden cell, nor
 * - a figure that rests on hidden cells of together fewer than 5 people, or on up to four hidden cells of together fewer than
 *   20 people who all gave one answer,
 * also for a reader who knows one hidden cell from elsewhere ("its own"). Figures that a reader's own cell gives by itself (a
 * parent with one child that is not empty) are no secret from that reader.
 *
 * Put every table of a release into one call: knowledge adds up over screens. People without a known group need a cell too,
 * so that parents add up. Every figure of a cell (count, mean, share) counts as additive, also weighted ones.
 * The choice is deterministic and not the smallest possible.
 *
 * @throws {RangeError} on keys given twice or unknown, counts that are not whole, or a parent whose people are not those of its children
 * @see Willenborg & de Waal (2001), Elements of Statistical Disclosure Control, chapters 6 and 8; Cox (1995), JASA 90
 */
export function hiddenCells(cells: readonly GuardedCell[], relations: readonly SumRelation[], options: GuardOptions = {}): HiddenCell[] {
  const { minimumRespondents = 5, allEqualBelow = 20 } = options
  const number = checkedNumbers(cells, relations)
  const cell = (at: number) => cells[at] as GuardedCell
  const sparse = sparseRelations(cells, relations, number)
  const hidden = new Map<number, HiddenCell>()
  const hide = (at: number, reason: HiddenCell['reason'], protects: readonly number[] = []) =>
    hidden.set(at, { key: cell(at).key, reason, protects: protects.map((other) => cell(other).key) })
  cells.forEach(({ respondents, commonAnswer = null }, at) => {
    if (respondents === 0) return
    if (respondents < minimumRespondents) hide(at, 'too-few')
    else if (commonAnswer !== null && respondents < allEqualBelow) hide(at, 'all-equal')
  })
  const withheld = cells.map((_, at) => at).filter((at) => cell(at).withheld === true && cell(at).respondents > 0 && !hidden.has(at))
  const guessed = freeProbes(sparse, [...hidden.keys(), ...withheld])
  // One that follows from what is shown (a whole of which every part is) is as good as shown: nobody need know it from elsewhere.
  const undetermined = new Set(withheld.filter((at) => spanOf(guessed, [at]).rank > 0))
  const isUnknown = (at: number) => hidden.has(at) || undetermined.has(at)
  const unknownCells = () => cells.map((_, at) => at).filter(isUnknown)
  const secrets = smallSets(cells, unknownCells(), minimumRespondents, allEqualBelow)
  if (secrets === null) {
    for (const at of tiedTo([...hidden.keys()], sparse)) if (!hidden.has(at)) hide(at, 'complementary')
    return ordered(hidden)
  }
  const structure = freeProbes(
    sparse,
    cells.map((_, at) => at).filter((at) => cell(at).respondents > 0),
  )
  let unknown = unknownCells()
  let readers = unknown.filter((at) => cell(at).knownToItself !== false)
  let free = freeProbes(sparse, unknown)
  const isRevealed = (set: readonly number[]) => spanOf(free, set).rank < spanOf(structure, set).rank
  /** What a reader would compute about: the secret alone, or with one hidden cell of its own; null where it cannot. */
  const revealedWith = (secret: readonly number[]): readonly number[] | null => {
    const span = spanOf(free, secret)
    const isDependent = span.rank < secret.length
    if (isDependent && isRevealed(secret)) return secret
    for (const own of readers) {
      if (secret.includes(own) || !(isDependent || span.contains(own))) continue
      if (isRevealed([...secret, own])) return [...secret, own]
    }
    return null
  }
  const queue: (readonly number[])[] = [...[...hidden.keys()].map((at) => [at]), ...secrets]
  for (let secret = queue.shift(); secret; secret = queue.shift()) {
    for (let about = revealedWith(secret); about; about = revealedWith(secret)) {
      const candidates = [...cellsThatReveal(sparse, unknown, about)].sort((a, b) => compareCost(cell(a), cell(b)))
      const chosen = candidates[0]
      if (chosen === undefined) break
      hide(chosen, 'complementary', secret)
      unknown = unknownCells()
      readers = unknown.filter((at) => cell(at).knownToItself !== false)
      free = freeProbes(sparse, unknown)
      // A cell hidden for others has too many people to make a small set with them.
      queue.push([chosen])
    }
  }
  return ordered(hidden)
}

function ordered(hidden: ReadonlyMap<number, HiddenCell>): HiddenCell[] {
  return [...hidden].sort(([a], [b]) => a - b).map(([, entry]) => entry)
}

function compareCost(a: GuardedCell, b: GuardedCell): number {
  const headline = Number(a.headline ?? false) - Number(b.headline ?? false)
  return headline || a.respondents - b.respondents || (a.key < b.key ? -1 : 1)
}

function checkedNumbers(cells: readonly GuardedCell[], relations: readonly SumRelation[]): ReadonlyMap<string, number> {
  const number = new Map(cells.map(({ key }, at) => [key, at]))
  if (number.size !== cells.length) throw new RangeError('hiddenCells requires keys that differ')
  for (const { key, respondents } of cells)
    if (!(Number.isInteger(respondents) && respondents >= 0))
      throw new RangeError(`hiddenCells requires whole counts of 0 or more, got ${respondents} in ${key}`)
  for (const { parent, children } of relations) {
    const count = (key: string): number => {
      const at = number.get(key)
      if (at === undefined) throw new RangeError(`hiddenCells requires cells for all keys of relations, got ${key}`)
      return (cells[at] as GuardedCell).respondents
    }
    const sum = children.reduce((people, key) => people + count(key), 0)
    if (count(parent) !== sum)
      throw new RangeError(`hiddenCells requires ${parent} to have the people of its children, got ${count(parent)} and ${sum}`)
  }
  return number
}

function sparseRelations(
  cells: readonly GuardedCell[],
  relations: readonly SumRelation[],
  number: ReadonlyMap<string, number>,
): SparseRelation[] {
  return relations.map(({ parent, children }) => {
    const coefficients = new Map<number, number>()
    const add = (key: string, coefficient: number) => {
      const at = number.get(key) ?? -1
      if ((cells[at]?.respondents ?? 0) > 0) coefficients.set(at, (coefficients.get(at) ?? 0) + coefficient)
    }
    add(parent, 1)
    for (const key of children) add(key, -1)
    return coefficients
  })
}

/** Sets of two to four unknown cells that together must stay unknown; null where there are too many to try. */
function smallSets(cells: readonly GuardedCell[], unknown: readonly number[], minimum: number, allEqualBelow: number): number[][] | null {
  const few = unknown.filter((at) => (cells[at] as GuardedCell).respondents < minimum)
  const byAnswer = new Map<number | string, number[]>()
  for (const at of unknown) {
    const { commonAnswer = null } = cells[at] as GuardedCell
    if (commonAnswer !== null) byAnswer.set(commonAnswer, [...(byAnswer.get(commonAnswer) ?? []), at])
  }
  const found = [subsets(cells, few, minimum), ...[...byAnswer.values()].map((group) => subsets(cells, group, allEqualBelow))]
  return found.includes(null) ? null : found.flatMap((sets) => sets ?? [])
}

/** Sets of two to four cells with fewer than `limit` people together. */
function subsets(cells: readonly GuardedCell[], from: readonly number[], limit: number): number[][] | null {
  const found: number[][] = []
  const extend = (set: number[], next: number, people: number): boolean => {
    for (let k = next; k < from.length; k++) {
      const at = from[k] as number
      const together = people + (cells[at] as GuardedCell).respondents
      if (together >= limit) continue
      const larger = [...set, at]
      if (larger.length > 1) found.push(larger)
      if (found.length > MOST_SETS) return false
      if (larger.length < 4 && !extend(larger, k + 1, together)) return false
    }
    return true
  }
  return extend([], 0, 0) ? found : null
}

/** All cells that relations tie, directly or over others, to the given ones. */
function tiedTo(start: readonly number[], relations: readonly SparseRelation[]): Set<number> {
  const tied = new Set(start)
  for (let size = -1; size !== tied.size; ) {
    size = tied.size
    for (const relation of relations) if ([...relation.keys()].some((at) => tied.has(at))) for (const at of relation.keys()) tied.add(at)
  }
  return tied
}
