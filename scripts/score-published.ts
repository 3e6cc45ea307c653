import { readFileSync } from 'node:fs'
import { type PublishedFigure, publishedIndex } from '../lib/scoring/published-index.ts'
import { AppError } from '../lib/server/errors.ts'
import { parsePublished } from '../lib/server/published/parse-published.ts'

const columns = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8']
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const written = (figure: PublishedFigure | undefined) => (figure?.kind === 'published' ? String(figure.value) : '')

/** `npm run -s score -- published FILE.csv`: PAPI's published components added up to dimensions and total, as CSV at full precision. */
export async function scorePublished(args: readonly string[]): Promise<number> {
  const [file, ...more] = args
  if (file === undefined || more.length > 0) {
    console.error('usage: npm run -s score -- published FILE.csv (header province,year,1.1,1.2,…,8.3; empty = not published)')
    return 2
  }
  try {
    const lines = parsePublished(readFileSync(file, 'utf8')).map(({ province, year, components }) => {
      const { dimensions, total } = publishedIndex(year, components)
      const figures = columns.map((code) => written(dimensions.find((dimension) => dimension.code === code)?.figure))
      return [quoted(province), year, ...figures, written(total)].join(',')
    })
    process.stdout.write(`${[['province', 'year', ...columns, 'total'].join(','), ...lines].join('\n')}\n`)
    return 0
  } catch (error) {
    if (error instanceof AppError) {
      console.error([error.message, ...error.issues.map(({ path, message }) => `${path}: ${message}`)].join('\n'))
      return 2
    }
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      console.error(`${file} cannot be read (${error.code})`)
      return 2
    }
    throw error
  }
}
