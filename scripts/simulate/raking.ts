import { rake } from '../../lib/stats/index.ts'
import type { Random } from './random.ts'

export type RakingResult = {
  readonly selection: 'through the margins' | 'through the answer'
  readonly respondents: number
  /** Root mean squared error and bias of the mean answer (1 to 5), unweighted and raked. */
  readonly unweightedError: number
  readonly rakedError: number
  readonly unweightedBias: number
  readonly rakedBias: number
  readonly refused: number
}

/** The register of residents: share of the population in each cell of sex (2) and age band (4), and the mean answer there. */
const CELL_SHARES = [0.13, 0.14, 0.13, 0.1, 0.12, 0.13, 0.13, 0.12]
const CELL_MEANS = [3.0, 3.1, 3.5, 4.0, 2.8, 3.0, 3.3, 3.9]
/** Young people scan a QR code far more often. */
const CELL_TURNOUT = [1, 0.7, 0.35, 0.12, 0.9, 0.6, 0.3, 0.1]

/**
 * A QR sample against the register: unweighted, and raked to sex and age band. Selection acts either through sex and age alone,
 * where raking can undo it, or also through the answer itself (the discontented answer more often), where no register helps.
 */
export function rakingExperiment(
  selection: RakingResult['selection'],
  respondents: number,
  replications: number,
  random: Random,
): RakingResult {
  const truth = CELL_SHARES.reduce((sum, share, cell) => sum + share * (CELL_MEANS[cell] as number), 0)
  const sexTotals = Float64Array.from(
    [0, 1],
    (sex) => 10_000 * CELL_SHARES.slice(4 * sex, 4 * sex + 4).reduce((sum, share) => sum + share, 0),
  )
  const ageTotals = Float64Array.from([0, 1, 2, 3], (age) => 10_000 * ((CELL_SHARES[age] as number) + (CELL_SHARES[4 + age] as number)))
  const errors = { unweighted: [] as number[], raked: [] as number[] }
  let refused = 0
  for (let round = 0; round < replications; round++) {
    const sex = new Int32Array(respondents)
    const age = new Int32Array(respondents)
    const answers = new Float64Array(respondents)
    for (let row = 0; row < respondents; ) {
      const cell = drawCell(random.uniform())
      const answer = Math.min(5, Math.max(1, Math.floor((CELL_MEANS[cell] as number) + random.normal() + 0.5)))
      const turnout = (CELL_TURNOUT[cell] as number) * (selection === 'through the answer' ? (6 - answer) / 5 : 1)
      if (random.uniform() >= turnout) continue
      sex[row] = cell < 4 ? 0 : 1
      age[row] = cell % 4
      answers[row] = answer
      row++
    }
    const raked = rake({
      weights: new Float64Array(respondents).fill(1),
      margins: [
        { name: 'sex', codes: sex, totals: sexTotals },
        { name: 'age', codes: age, totals: ageTotals },
      ],
    })
    if (raked.kind === 'refusal') {
      refused++
      continue
    }
    const wanted = truth + clippedBias()
    errors.unweighted.push(answers.reduce((sum, answer) => sum + answer, 0) / respondents - wanted)
    const weighted = answers.reduce((sum, answer, row) => sum + answer * (raked.weights[row] as number), 0)
    errors.raked.push(weighted / raked.weights.reduce((sum, weight) => sum + weight, 0) - wanted)
  }
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const root = (values: readonly number[]) => Math.sqrt(mean(values.map((one) => one * one)))
  return {
    selection,
    respondents,
    unweightedError: root(errors.unweighted),
    rakedError: root(errors.raked),
    unweightedBias: mean(errors.unweighted),
    rakedBias: mean(errors.raked),
    refused,
  }
}

function drawCell(uniform: number): number {
  let sum = 0
  const cell = CELL_SHARES.findIndex((share) => {
    sum += share
    return uniform < sum
  })
  return cell < 0 ? CELL_SHARES.length - 1 : cell
}

/** What rounding and clipping to 1..5 does to the mean of the population, by the normal distribution cut at the half points. */
function clippedBias(): number {
  return CELL_SHARES.reduce((sum, share, cell) => sum + share * (roundedMean(CELL_MEANS[cell] as number) - (CELL_MEANS[cell] as number)), 0)
}

function roundedMean(mean: number): number {
  // E(code) = 1 + sum over cuts of P(latent > cut).
  return 1 + [1.5, 2.5, 3.5, 4.5].reduce((sum, cut) => sum + upperTail(cut - mean), 0)
}

function upperTail(z: number): number {
  // Simpson's rule on the density from z to 8: exact to ten digits here.
  const steps = 400
  const width = (8 - z) / steps
  let sum = 0
  for (let at = 0; at <= steps; at++) {
    const x = z + at * width
    sum += (at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2) * Math.exp((-x * x) / 2)
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI)
}
