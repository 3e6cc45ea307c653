import { type SurveyDesign, surveyDesign } from '../stats/survey-design.ts'
import type { SampleDesign } from './types.ts'

/**
 * The survey design of a sheet. Finite population corrections serve estimates of one wave of a drawn sample: pass
 * `withPopulation` for these only, never for a change, a rank or a self-selected wave.
 *
 * @throws {RangeError} as `surveyDesign`
 */
export function sheetDesign(sample: SampleDesign, withPopulation = false): SurveyDesign {
  const { weights, strata, clusters, populationSizes, selfSelected } = sample
  const sizes = withPopulation && !selfSelected ? populationSizes : null
  const sizeOfRow = sizes ? Float64Array.from(strata, (stratum) => sizes[stratum] ?? Number.NaN) : null
  return surveyDesign({ weights, strata, clusters: clusters ? [clusters] : null, populationSizes: sizeOfRow ? [sizeOfRow] : null })
}
