import type { ChangeOrRefusal, Comparison, EstimateOrRefusal, WaveScores } from '../../lib/scoring/index.ts'

const number = (value: number) => value.toFixed(2).padStart(7)
const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width)

function scoreLine(level: string, code: string, figure: EstimateOrRefusal, note = ''): string {
  const head = `${cut(level, 10)} ${cut(code, 20)}`
  if (figure.kind === 'refusal') return `${head} ${''.padStart(7)}  ${cut(`${figure.reason}, n = ${figure.respondents}`, 56)}`.trimEnd()
  const { value, lower, upper, respondents, effectiveSampleSize, designEffect } = figure
  const effect = designEffect === null ? ''.padStart(6) : designEffect.toFixed(2).padStart(6)
  const counts = `${String(respondents).padStart(8)} ${effectiveSampleSize.toFixed(0).padStart(8)} ${effect}`
  return cut(`${head} ${number(value)} ${number(lower)} ..${number(upper)} ${counts} ${note}`, 100).trimEnd()
}

/** Scores of a wave as lines of at most 100 columns; a component on 1..10. */
export function scoreTable(scores: WaveScores): string[] {
  const head = `${'level'.padEnd(10)} ${'code'.padEnd(20)} ${'score'.padStart(7)} ${'95 % interval'.padStart(17)} ${'n'.padStart(8)} ${'n eff'.padStart(8)} ${'deff'.padStart(6)}`
  const lines = [head, scoreLine('index', scores.modelId, scores.index)]
  for (const dimension of scores.dimensions) {
    lines.push(scoreLine('dimension', dimension.code, dimension.score))
    for (const component of scores.components.filter((one) => one.dimension === dimension.code)) {
      const without = component.indicatorsLeftOut.length
      lines.push(scoreLine('component', component.code, component.scoreOutOfTen, without > 0 ? `without ${without}` : ''))
      for (const indicator of scores.indicators.filter((one) => one.component === component.code && one.dimension === dimension.code)) {
        lines.push(scoreLine('indicator', indicator.code, indicator.score))
      }
    }
  }
  return lines
}

function changeLine(level: string, code: string, change: ChangeOrRefusal, k = 1): string {
  const head = `${cut(level, 10)} ${cut(code, 16)}`
  if (change.kind === 'refusal') return `${head} ${cut(change.reason, 60)}`.trimEnd()
  const { from, to, difference, lower, upper, adjustedPValue, verdict } = change
  const years = `${number(k * from.value)} ${number(k * to.value)} ${number(k * difference)}`
  return cut(
    `${head} ${years} ${number(k * lower)} ..${number(k * upper)} ${adjustedPValue.toFixed(4).padStart(7)} ${verdict}`,
    100,
  ).trimEnd()
}

/** Changes between two waves as lines of at most 100 columns; a component on 1..10. */
export function changeTable(comparison: Comparison): string[] {
  const columns = ['from', 'to', 'change'].map((name) => name.padStart(7)).join(' ')
  const lines = [`${'level'.padEnd(10)} ${'code'.padEnd(16)} ${columns} ${'95 % interval'.padStart(17)} ${'p Holm'.padStart(7)} verdict`]
  lines.push(changeLine('index', `${comparison.componentsInCore}/${comparison.componentsInAll} components`, comparison.index))
  for (const { code, change } of comparison.dimensions) lines.push(changeLine('dimension', code, change))
  for (const { code, change, k } of comparison.components) lines.push(changeLine('component', code, change, k))
  for (const { code, change } of comparison.indicators) lines.push(changeLine('indicator', code, change))
  for (const { level, code, why } of comparison.leftOut) lines.push(`left out: ${level} ${code} (${why})`)
  return lines
}
