/** What a stratum (or an outer cluster) with one sampled cluster adds to the variance; the five rules of R's `survey`. */
export type LonelyPsuRule = 'adjust' | 'average' | 'remove' | 'certainty' | 'fail'

/** One stage of sampling. Groups are strata at the first stage, the clusters of the stage before at later ones. */
export type ClusterStage = {
  /** Cluster number of each row, 0..clusterCount-1; null = every row is its own cluster. */
  readonly clusterOfRow: Int32Array | null
  readonly clusterCount: number
  /** Group number of each cluster, 0..groupCount-1. */
  readonly groupOfCluster: Int32Array
  readonly groupCount: number
  /** Sampled clusters in each group. */
  readonly clustersInGroup: Int32Array
  /** Clusters in the population of each group; null = no finite population correction at this stage. */
  readonly populationOfGroup: Float64Array | null
  /** Product of the sampling fractions of the stages before: 1 at the first stage. */
  readonly fractionBefore: Float64Array
}

export type SurveyDesign = {
  readonly rows: number
  readonly weights: Float64Array
  /** Stratum number of each row, 0..stratumCount-1. */
  readonly stratumOfRow: Int32Array
  readonly stratumCount: number
  /** Primary sampling units of the full design. */
  readonly psuCount: number
  /** PSUs minus strata, of those that hold a weight above zero. */
  readonly degreesOfFreedom: number
  readonly lonelyPsu: LonelyPsuRule
  /** Strata with one PSU: where the lonely rule was used, say so. */
  readonly lonelyStrata: number
  /** At least one; later ones only where the population sizes of every stage before are known. */
  readonly stages: readonly ClusterStage[]
}

export type SurveyDesignInput = {
  /** Finite and not negative; a weight of zero keeps the row (and its PSU) in the design without influence. */
  readonly weights: Float64Array
  /** Any whole numbers; null = one stratum. */
  readonly strata?: Int32Array | null
  /** Any whole numbers, outermost stage first, read inside their stratum or outer cluster; empty or null = rows are PSUs. */
  readonly clusters?: readonly Int32Array[] | null
  /** Population number of clusters, stage by stage, repeated on each row; fewer than stages = later stages taken whole. */
  readonly populationSizes?: readonly Float64Array[] | null
  readonly lonelyPsu?: LonelyPsuRule
}

type Nested = { readonly clusterOfRow: Int32Array; readonly clusterCount: number; readonly parentOfCluster: number[] }

/** Numbers the pairs (parent, id) 0..K-1 in order of first appearance, so that ids are read inside their parent. */
function nestIds(parentOfRow: Int32Array, ids: Int32Array): Nested {
  let least = Infinity
  let most = -Infinity
  for (const id of ids) {
    if (id < least) least = id
    if (id > most) most = id
  }
  const span = most - least + 1
  const numbers = new Map<number, number>()
  const clusterOfRow = new Int32Array(ids.length)
  const parentOfCluster: number[] = []
  for (let row = 0; row < ids.length; row++) {
    const parent = parentOfRow[row] as number
    const key = parent * span + ((ids[row] as number) - least)
    let number = numbers.get(key)
    if (number === undefined) {
      number = parentOfCluster.length
      numbers.set(key, number)
      parentOfCluster.push(parent)
    }
    clusterOfRow[row] = number
  }
  return { clusterOfRow, clusterCount: parentOfCluster.length, parentOfCluster }
}

/** The one population size that all rows of a group carry. */
function populationByGroup(sizes: Float64Array, groupOfRow: Int32Array, clustersInGroup: Int32Array): Float64Array {
  const population = new Float64Array(clustersInGroup.length)
  for (let row = 0; row < sizes.length; row++) {
    const size = sizes[row] as number
    const group = groupOfRow[row] as number
    const sampled = clustersInGroup[group] as number
    if (!(size >= sampled)) {
      throw new RangeError(`surveyDesign requires a population size of at least the ${sampled} sampled clusters, got ${size} in row ${row}`)
    }
    const known = population[group] as number
    if (known !== 0 && known !== size) {
      throw new RangeError(
        `surveyDesign requires one population size in a stratum or outer cluster, got ${known} and ${size} in row ${row}`,
      )
    }
    population[group] = size
  }
  return population
}

function countByGroup(groupOfCluster: ArrayLike<number>, groupCount: number): Int32Array {
  const counts = new Int32Array(groupCount)
  for (let cluster = 0; cluster < groupOfCluster.length; cluster++) {
    const group = groupOfCluster[cluster] as number
    counts[group] = (counts[group] as number) + 1
  }
  return counts
}

function requireLength(name: string, column: { readonly length: number }, rows: number): void {
  if (column.length !== rows) throw new RangeError(`surveyDesign requires ${name} of ${rows} rows, got ${column.length}`)
}

/**
 * A survey design: weights, strata, clusters nested in strata (one or more stages) and population sizes.
 *
 * Ids are read inside their stratum or outer cluster (nest = TRUE in R). Later stages add to the variance only where the
 * population sizes of all stages before them are given, since their share is multiplied by those sampling fractions.
 * Every PSU of the full design counts, also one without an answer or outside a domain.
 *
 * @throws {RangeError} on a weight that is negative or not finite, on lengths that differ, on a population smaller than the
 * sample or not constant in its stratum, on a lone PSU under the rule `fail`
 * @see Lumley, Complex Surveys (2010), chapter 2; Sarndal, Swensson, Wretman, Model Assisted Survey Sampling (1992), 4.3
 */
export function surveyDesign(input: SurveyDesignInput): SurveyDesign {
  const { weights } = input
  const rows = weights.length
  for (let row = 0; row < rows; row++) {
    const weight = weights[row] as number
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`surveyDesign requires finite weights of zero or more, got ${weight} in row ${row}`)
    }
  }
  const lonelyPsu = input.lonelyPsu ?? 'adjust'
  const none = new Int32Array(rows)
  if (input.strata) requireLength('strata', input.strata, rows)
  const nestedStrata = input.strata ? nestIds(none, input.strata) : null
  const stratumOfRow = nestedStrata?.clusterOfRow ?? none
  const stratumCount = nestedStrata?.clusterCount ?? (rows > 0 ? 1 : 0)

  const clusterColumns = input.clusters ?? []
  const sizes = input.populationSizes ?? []
  const stages: ClusterStage[] = []
  let groupOfRow = stratumOfRow
  let groupCount = stratumCount
  let fractionBefore = new Float64Array(stratumCount).fill(1)
  for (let stage = 0; stage < Math.max(1, clusterColumns.length); stage++) {
    const column = clusterColumns[stage]
    if (column) requireLength('clusters', column, rows)
    const nested = column ? nestIds(groupOfRow, column) : null
    const groupOfCluster = nested ? Int32Array.from(nested.parentOfCluster) : groupOfRow
    const clustersInGroup = countByGroup(groupOfCluster, groupCount)
    const sizeColumn = sizes[stage]
    if (sizeColumn) requireLength('population sizes', sizeColumn, rows)
    const populationOfGroup = sizeColumn ? populationByGroup(sizeColumn, groupOfRow, clustersInGroup) : null
    stages.push({
      clusterOfRow: nested?.clusterOfRow ?? null,
      clusterCount: nested?.clusterCount ?? rows,
      groupOfCluster,
      groupCount,
      clustersInGroup,
      populationOfGroup,
      fractionBefore,
    })
    // Without population sizes here the sampling fraction is taken as nil, so that later stages add nothing.
    if (!nested || !populationOfGroup || !sizes[stage + 1]) break
    const before = fractionBefore
    fractionBefore = Float64Array.from(groupOfCluster, (group) => {
      return ((before[group] as number) * (clustersInGroup[group] as number)) / (populationOfGroup[group] as number)
    })
    groupOfRow = nested.clusterOfRow
    groupCount = nested.clusterCount
  }
  const first = stages[0]
  const psuCount = first?.clusterCount ?? 0
  const lonelyStrata = first ? first.clustersInGroup.filter((count) => count === 1).length : 0
  if (lonelyPsu === 'fail' && lonelyStrata > 0) {
    throw new RangeError(`surveyDesign requires two or more PSUs in every stratum under the rule fail, got ${lonelyStrata} lone ones`)
  }
  const degreesOfFreedom = first ? weightedPsusMinusStrata(weights, stratumOfRow, stratumCount, first) : 0
  return { rows, weights, stratumOfRow, stratumCount, psuCount, degreesOfFreedom, lonelyPsu, lonelyStrata, stages }
}

/** PSUs minus strata, of those that hold a row with a weight above zero. */
function weightedPsusMinusStrata(weights: Float64Array, stratumOfRow: Int32Array, stratumCount: number, first: ClusterStage): number {
  const psuSeen = new Uint8Array(first.clusterCount)
  const stratumSeen = new Uint8Array(stratumCount)
  for (let row = 0; row < weights.length; row++) {
    if (weights[row] === 0) continue
    psuSeen[first.clusterOfRow ? (first.clusterOfRow[row] as number) : row] = 1
    stratumSeen[stratumOfRow[row] as number] = 1
  }
  const count = (seen: Uint8Array) => seen.reduce((sum, one) => sum + one, 0)
  return count(psuSeen) - count(stratumSeen)
}

/** Totals of the columns by cluster of a stage, row-major clusterCount x columns; Kahan-Neumaier compensated. */
function clusterTotals(stage: ClusterStage, columns: readonly Float64Array[]): Float64Array {
  const width = columns.length
  const totals = new Float64Array(stage.clusterCount * width)
  const { clusterOfRow } = stage
  const lost = clusterOfRow ? new Float64Array(totals.length) : null
  columns.forEach((column, at) => {
    for (let row = 0; row < column.length; row++) {
      const value = column[row] as number
      if (!clusterOfRow || !lost) {
        totals[row * width + at] = value
        continue
      }
      if (value === 0) continue
      const cell = (clusterOfRow[row] as number) * width + at
      const sum = totals[cell] as number
      const next = sum + value
      lost[cell] = (lost[cell] as number) + (Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum)
      totals[cell] = next
    }
  })
  if (lost) for (let cell = 0; cell < totals.length; cell++) totals[cell] = (totals[cell] as number) + (lost[cell] as number)
  return totals
}

/** Means of the cluster totals by group, row-major groupCount x columns. */
function groupMeans(stage: ClusterStage, totals: Float64Array, width: number): Float64Array {
  const means = new Float64Array(stage.groupCount * width)
  for (let cluster = 0; cluster < stage.clusterCount; cluster++) {
    const base = (stage.groupOfCluster[cluster] as number) * width
    for (let at = 0; at < width; at++) means[base + at] = (means[base + at] as number) + (totals[cluster * width + at] as number)
  }
  for (let group = 0; group < stage.groupCount; group++) {
    const count = stage.clustersInGroup[group] as number
    for (let at = 0; at < width; at++) means[group * width + at] = (means[group * width + at] as number) / count
  }
  return means
}

/**
 * What each group multiplies its sum of squares by: fraction before x (1 - f) n / (n - 1); for a lone cluster by the rule:
 * adjust (1 - f) about zero, remove and certainty 0, average 0 with the other groups scaled up by groups / (groups - lone).
 */
function groupScales(stage: ClusterStage, rule: LonelyPsuRule): Float64Array {
  const scales = new Float64Array(stage.groupCount)
  let carried = 0
  let groups = 0
  for (let group = 0; group < stage.groupCount; group++) {
    const sampled = stage.clustersInGroup[group] as number
    const correction = stage.populationOfGroup ? 1 - sampled / (stage.populationOfGroup[group] as number) : 1
    const before = stage.fractionBefore[group] as number
    if (sampled > 0) groups += 1
    if (sampled > 1) scales[group] = (before * correction * sampled) / (sampled - 1)
    else if (sampled === 1 && rule === 'adjust') scales[group] = before * correction
    if (sampled > 1 || (sampled === 1 && correction === 0)) carried += 1
  }
  if (rule !== 'average' || carried === 0) return scales
  return scales.map((scale) => (scale * groups) / carried)
}

/** Deviations of cluster totals from what they are measured against; a lone cluster from the mean of all clusters. */
function clusterDeviations(stage: ClusterStage, columns: readonly Float64Array[]): Float64Array {
  const width = columns.length
  const totals = clusterTotals(stage, columns)
  const means = groupMeans(stage, totals, width)
  const grand = new Float64Array(width)
  for (let cell = 0; cell < totals.length; cell++) {
    grand[cell % width] = (grand[cell % width] as number) + (totals[cell] as number) / stage.clusterCount
  }
  for (let cluster = 0; cluster < stage.clusterCount; cluster++) {
    const group = stage.groupOfCluster[cluster] as number
    const lone = stage.clustersInGroup[group] === 1
    for (let at = 0; at < width; at++) {
      const cell = cluster * width + at
      totals[cell] = (totals[cell] as number) - ((lone ? grand[at] : means[group * width + at]) as number)
    }
  }
  return totals
}

function requireColumns(caller: string, design: SurveyDesign, columns: readonly Float64Array[]): void {
  for (const column of columns) {
    if (column.length !== design.rows) throw new RangeError(`${caller} requires columns of ${design.rows} rows, got ${column.length}`)
  }
}

/**
 * Covariance matrix of estimated totals, from their linearised (influence) columns, row-major columns x columns.
 *
 *   V = sum_h (1 - f_h) n_h / (n_h - 1) sum_i (t_hi - tbar_h)(t_hi - tbar_h)' over PSU totals t of the influence columns,
 *   plus, times the sampling fraction of the stage before, the same of every later stage whose population sizes are given
 *
 * The columns already hold the weight: of a total z = w y, of a mean z = w (y - m) / sum w. Zero outside a domain and where
 * the answer is missing.
 *
 * @throws {RangeError} on a column whose length is not that of the design
 */
export function linearisedVariance(design: SurveyDesign, columns: readonly Float64Array[]): Float64Array {
  requireColumns('linearisedVariance', design, columns)
  const width = columns.length
  const matrix = new Float64Array(width * width)
  for (const stage of design.stages) {
    const deviations = clusterDeviations(stage, columns)
    const scales = groupScales(stage, design.lonelyPsu)
    for (let cluster = 0; cluster < stage.clusterCount; cluster++) {
      const scale = scales[stage.groupOfCluster[cluster] as number] as number
      if (scale === 0) continue
      const from = cluster * width
      for (let row = 0; row < width; row++) {
        const scaled = scale * (deviations[from + row] as number)
        if (scaled === 0) continue
        for (let at = 0; at <= row; at++) {
          matrix[row * width + at] = (matrix[row * width + at] as number) + scaled * (deviations[from + at] as number)
        }
      }
    }
  }
  for (let row = 0; row < width; row++) for (let at = 0; at < row; at++) matrix[at * width + row] = matrix[row * width + at] as number
  return matrix
}

export type LinearisedSpread = {
  /** The diagonal of `linearisedVariance`. */
  readonly variances: Float64Array
  /**
   * How many independent normal squares each variance is worth, judged by its own PSUs: 2 V^2 / Var(V), where Var(V) is
   * n / (n - 1) sum (q - qbar)^2 of the first-stage contributions q. Infinity where they do not differ or V is 0.
   */
  readonly degreesOfFreedom: Float64Array
}

/**
 * Variances of estimated totals in time linear in the number of columns, and how well each is known.
 *
 * A variance that rests on two people who answered otherwise than all others has few degrees of freedom, however many
 * respondents there are; the t quantile has to know it.
 * @throws {RangeError} on a column whose length is not that of the design
 * @see Satterthwaite (1946); Skinner, Holt, Smith, Analysis of Complex Surveys (1989), 2.13, on the variance of a variance
 */
export function linearisedSpread(design: SurveyDesign, columns: readonly Float64Array[]): LinearisedSpread {
  requireColumns('linearisedSpread', design, columns)
  const width = columns.length
  const variances = new Float64Array(width)
  const variancesOfVariance = new Float64Array(width)
  design.stages.forEach((stage, depth) => {
    const deviations = clusterDeviations(stage, columns)
    const scales = groupScales(stage, design.lonelyPsu)
    const sums = new Float64Array(stage.groupCount * width)
    const squares = new Float64Array(stage.groupCount * width)
    for (let cluster = 0; cluster < stage.clusterCount; cluster++) {
      const group = stage.groupOfCluster[cluster] as number
      const scale = scales[group] as number
      for (let at = 0; at < width; at++) {
        const deviation = deviations[cluster * width + at] as number
        const contribution = scale * deviation * deviation
        const cell = group * width + at
        sums[cell] = (sums[cell] as number) + contribution
        squares[cell] = (squares[cell] as number) + contribution * contribution
      }
    }
    for (let cell = 0; cell < sums.length; cell++) {
      const at = cell % width
      const sum = sums[cell] as number
      const count = stage.clustersInGroup[(cell - at) / width] as number
      variances[at] = (variances[at] as number) + sum
      if (depth > 0 || count < 2) continue
      const scatter = Math.max(0, (squares[cell] as number) - (sum * sum) / count)
      variancesOfVariance[at] = (variancesOfVariance[at] as number) + (scatter * count) / (count - 1)
    }
  })
  const degreesOfFreedom = variances.map((variance, at) => {
    const doubt = variancesOfVariance[at] as number
    return doubt > 0 && variance > 0 ? (2 * variance * variance) / doubt : Infinity
  })
  return { variances, degreesOfFreedom }
}

/** The diagonal of `linearisedVariance`: variances alone, in time linear in the number of columns. */
export function linearisedVariances(design: SurveyDesign, columns: readonly Float64Array[]): Float64Array {
  return linearisedSpread(design, columns).variances
}
