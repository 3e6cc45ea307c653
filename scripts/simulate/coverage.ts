import { type EstimateOrRefusal, scoreWave } from '../../lib/scoring/index.ts'
import { waldInterval } from '../../lib/stats/index.ts'
import { type Draw, drawSheets, type Population, trueScores } from './population.ts'
import type { Random } from './random.ts'

export type LevelCoverage = {
  readonly level: 'mean' | 'component' | 'dimension' | 'index'
  /** Share of replications whose interval holds the truth: averaged over the figures of the level, and the worst and best of them. */
  readonly coverage: number
  readonly least: number
  readonly most: number
  /** The same average for estimate -+ t standardError, which the product does not use. */
  readonly waldCoverage: number
  /** Mean width on 1..10 (the index: on 4..40). */
  readonly width: number
  readonly refused: number
}

type Tally = { held: Int32Array; wald: number; width: number; refused: number; seen: number }

/** How often the intervals of `scoreWave` hold the population's scores. */
export function intervalCoverage(population: Population, draw: Draw, replications: number, random: Random): LevelCoverage[] {
  const truth = trueScores(population)
  const truths = { mean: truth.indicators, component: truth.components, dimension: truth.dimensions, index: [truth.index] }
  const levels = Object.keys(truths) as (keyof typeof truths)[]
  const tallies = new Map(
    levels.map((level) => [level, { held: new Int32Array(truths[level].length), wald: 0, width: 0, refused: 0, seen: 0 }]),
  )
  for (let round = 0; round < replications; round++) {
    const scores = scoreWave(population.model, drawSheets(population, draw, random))
    const figures: Record<(typeof levels)[number], readonly EstimateOrRefusal[]> = {
      mean: scores.indicators.map(({ score }) => score),
      component: scores.components.map(({ score }) => score),
      dimension: scores.dimensions.map(({ score }) => score),
      index: [scores.index],
    }
    for (const level of levels) {
      const tally = tallies.get(level) as Tally
      figures[level].forEach((figure, at) => {
        if (figure.kind === 'refusal') {
          tally.refused++
          return
        }
        const wanted = truths[level][at] as number
        const k = level === 'component' ? (scores.components[at]?.k ?? 1) : 1
        if (figure.lower <= wanted && wanted <= figure.upper) tally.held[at] = (tally.held[at] as number) + 1
        const [low, high] = waldInterval(figure.value, figure.standardError, figure.degreesOfFreedom)
        if (low <= wanted && wanted <= high) tally.wald++
        tally.width += k * (figure.upper - figure.lower)
        tally.seen++
      })
    }
  }
  return levels.map((level) => {
    const { held, wald, width, refused, seen } = tallies.get(level) as Tally
    const shares = Array.from(held, (one) => one / replications)
    const coverage = shares.reduce((sum, share) => sum + share, 0) / shares.length
    return {
      level,
      coverage,
      least: Math.min(...shares),
      most: Math.max(...shares),
      waldCoverage: wald / seen,
      width: width / seen,
      refused,
    }
  })
}
