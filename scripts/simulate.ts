/**
 * Draws samples from known populations and looks whether intervals hold the truth, verdicts keep still and raking helps:
 *   npm run simulate -- [--replications 4000] [--seed 20261124] [--only coverage|ends|verdicts|raking]
 * Exit 1 where a figure is not reached.
 */
import { parseArgs } from 'node:util'
import { intervalCoverage } from './simulate/coverage.ts'
import { falseVerdicts } from './simulate/false-verdicts.ts'
import { type Draw, drawPopulation, type Shape } from './simulate/population.ts'
import { rakingExperiment } from './simulate/raking.ts'
import { randomFrom } from './simulate/random.ts'

const { values } = parseArgs({
  options: { replications: { type: 'string', default: '4000' }, seed: { type: 'string', default: '20261124' }, only: { type: 'string' } },
})
const replications = Number(values.replications)
const random = randomFrom(Number(values.seed))
const DRAWS: Draw[] = [
  { respondents: 60, clusters: null },
  { respondents: 120, clusters: null },
  { respondents: 400, clusters: null },
  { respondents: 60, clusters: 10 },
  { respondents: 120, clusters: 12 },
  { respondents: 400, clusters: 20 },
]
const UNCLUSTERED = DRAWS.filter(({ clusters }) => clusters === null)
const isWanted = (part: string) => values.only === undefined || values.only === part
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(7)
const nameOf = ({ respondents, clusters }: Draw) => `n = ${String(respondents).padStart(3)}${clusters ? `, ${clusters} PSUs` : '         '}`
/** Two Monte Carlo errors of a share near 95 % (or 5 %). */
const doubt = 2 * Math.sqrt((0.95 * 0.05) / replications)
let missed = 0
const judge = (reached: boolean) => {
  if (!reached) missed++
  return reached ? '' : '  MISSED'
}

function reportCoverage(shape: Shape, draws: readonly Draw[], least: number, most: number): void {
  const population = drawPopulation(shape, random)
  console.log(
    `\n${shape}: wanted ${percent(least)} to ${percent(most)}; average over figures (worst..best figure), Wald-t beside it, mean width`,
  )
  for (const draw of draws) {
    for (const { level, coverage, least: worst, most: best, waldCoverage, width, refused } of intervalCoverage(
      population,
      draw,
      replications,
      random,
    )) {
      const range = `${percent(coverage)} (${percent(worst)} ..${percent(best)})`
      const verdict = judge(coverage >= least && coverage <= most && worst >= least - doubt && best <= most + doubt)
      console.log(
        `  ${nameOf(draw)}  ${level.padEnd(10)}${range}  wald ${percent(waldCoverage)}  width ${width.toFixed(3)}${refused ? `  refused ${refused}` : ''}${verdict}`,
      )
    }
  }
}

function reportVerdicts(shape: Shape, draws: readonly Draw[]): void {
  const population = drawPopulation(shape, random)
  console.log(`\nno true change, ${shape}: families with a false rose or fell, wanted at most 5 % and two Monte Carlo errors`)
  for (const draw of draws) {
    for (const { family, families, falseVerdicts: wrong, refused } of falseVerdicts(population, draw, replications, random)) {
      const verdict = judge(wrong / families <= 0.05 + doubt)
      console.log(`  ${nameOf(draw)}  ${family.padEnd(26)}${percent(wrong / families)}${refused ? `  refused ${refused}` : ''}${verdict}`)
    }
  }
}

console.log(`${replications} replications, seed ${values.seed}`)
if (isWanted('coverage')) reportCoverage('middle', DRAWS, 0.935, 0.965)
if (isWanted('ends')) for (const shape of ['end-spread', 'end-fours', 'end-ones'] as const) reportCoverage(shape, UNCLUSTERED, 0.935, 1)
if (isWanted('verdicts')) {
  reportVerdicts('middle', DRAWS)
  reportVerdicts('end-spread', UNCLUSTERED)
}
if (isWanted('raking')) {
  console.log('\nraking to sex and age band: error of the mean answer (1 to 5) of a QR sample')
  for (const selection of ['through the margins', 'through the answer'] as const) {
    for (const respondents of [120, 400]) {
      const got = rakingExperiment(selection, respondents, replications, random)
      const verdict = selection === 'through the margins' ? judge(got.rakedError < got.unweightedError) : ''
      const errors = `error ${got.unweightedError.toFixed(3)} -> ${got.rakedError.toFixed(3)}, bias ${got.unweightedBias.toFixed(3)} -> ${got.rakedBias.toFixed(3)}`
      console.log(
        `  selection ${selection.padEnd(20)} n = ${respondents}  ${errors}${got.refused ? `  refused ${got.refused}` : ''}${verdict}`,
      )
    }
  }
}
if (missed > 0) console.log(`\n${missed} figures missed`)
process.exitCode = missed > 0 ? 1 : 0
