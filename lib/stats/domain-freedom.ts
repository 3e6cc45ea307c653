import type { RowMask } from './linearised-mean.ts'
import type { SurveyDesign } from './survey-design.ts'

export type DomainFreedom = { readonly psus: number; readonly strata: number; readonly degreesOfFreedom: number }

/**
 * PSUs and strata that hold a respondent of the domain (answered, positive weight), and their difference: the degrees of
 * freedom that the domain itself brings. Never below 0.
 */
export function domainFreedom(design: SurveyDesign, values: Float64Array | null, inside: RowMask = null): DomainFreedom {
  const stage = design.stages[0]
  const clusterOfRow = stage?.clusterOfRow ?? null
  const psuSeen = clusterOfRow ? new Uint8Array(design.psuCount) : null
  const stratumSeen = new Uint8Array(design.stratumCount)
  let psus = 0
  let strata = 0
  for (let row = 0; row < design.rows; row++) {
    if (inside !== null && inside[row] === 0) continue
    if (design.weights[row] === 0 || (values !== null && Number.isNaN(values[row]))) continue
    const stratum = design.stratumOfRow[row] as number
    if (stratumSeen[stratum] === 0) {
      stratumSeen[stratum] = 1
      strata++
    }
    if (!clusterOfRow || !psuSeen) {
      psus++
      continue
    }
    const psu = clusterOfRow[row] as number
    if (psuSeen[psu] === 0) {
      psuSeen[psu] = 1
      psus++
    }
  }
  return { psus, strata, degreesOfFreedom: Math.max(0, psus - strata) }
}
