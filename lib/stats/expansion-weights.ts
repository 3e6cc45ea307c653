import { surveyDesign } from './survey-design.ts'

/**
 * Weights from the sampling fractions alone: the product over the stages of clusters in the population / clusters in the sample.
 * Right where each stage is a simple random sample; a stage without population sizes is taken whole.
 *
 * @throws {RangeError} as `surveyDesign`
 */
export function expansionWeights(
  rows: number,
  strata: Int32Array | null,
  clusters: readonly Int32Array[],
  populationSizes: readonly Float64Array[],
): Float64Array {
  const weights = new Float64Array(rows).fill(1)
  const { stages } = surveyDesign({ weights, strata, clusters, populationSizes })
  return weights.map((_, row) =>
    stages.reduce((product, stage) => {
      const group = stage.groupOfCluster[stage.clusterOfRow ? (stage.clusterOfRow[row] as number) : row] as number
      const population = stage.populationOfGroup?.[group]
      return population === undefined ? product : (product * population) / (stage.clustersInGroup[group] as number)
    }, 1),
  )
}
