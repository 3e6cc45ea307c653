/** Prints the time of key drivers with their stability: 10 parts, 2,000 people in 100 clusters, 200 resamples (the default); and the highest memory. */
import { driverStability, drivers, seededRandom, surveyDesign } from '@/lib/stats/index.ts'

const [people, parts] = [2_000, 10]
const next = seededRandom(7)
const satisfaction = Float64Array.from({ length: people }, () => next())
const predictors = Array.from({ length: parts }, (_, part) =>
  satisfaction.map((value) =>
    Math.min(5, 1 + Math.floor(5 * ((value * (part + 1)) / (parts + 1) + (next() * (parts - part)) / (parts + 1)))),
  ),
)
const outcome = satisfaction.map((value) => Math.min(5, 1 + Math.floor(4 * value + next())))
const design = surveyDesign({
  weights: outcome.map(() => 0.5 + next()),
  clusters: [Int32Array.from(outcome, (_, row) => row % 100)],
})

const started = performance.now()
const found = drivers(design, outcome, predictors)
const stable = driverStability(design, outcome, predictors, { seed: 1 })
const milliseconds = performance.now() - started
if (found.kind === 'refusal') throw new Error(found.detail)
const checksum = stable.shares.reduce((sum, { median }) => sum + median, 0)
console.log(JSON.stringify({ milliseconds, peakMebibytes: process.resourceUsage().maxRSS / 1024, checksum }))
