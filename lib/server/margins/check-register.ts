import type { Issue } from '../errors.ts'
import type { NeededMargin } from './needed-margins.ts'

/** One count of a register: how many people of a category, and where the register stands in what was sent. */
export type RegisterRow = { readonly variable: string; readonly category: string; readonly count: number; readonly path: string }

/**
 * What is wrong with the register of one unit for one instrument: a variable or category that is not asked, one that is there twice, one
 * that is missing, a total of nobody, and totals of its tables that do not agree (they count the same people).
 */
export function checkRegister(rows: readonly RegisterRow[], needed: readonly NeededMargin[], place: string): readonly Issue[] {
  const issues: Issue[] = []
  const seen = new Set<string>()
  for (const { variable, category, path } of rows) {
    const margin = needed.find((one) => one.variable === variable)
    const key = `${variable} ${category}`
    if (!margin) issues.push({ path, message: 'unknown-variable' })
    else if (!margin.categories.some(({ code }) => code === category)) issues.push({ path, message: 'unknown-category' })
    else if (seen.has(key)) issues.push({ path, message: 'category-twice' })
    seen.add(key)
  }
  for (const { variable, categories } of needed)
    for (const { code } of categories)
      if (!seen.has(`${variable} ${code}`)) issues.push({ path: `${place} ${variable} ${code}`, message: 'category-missing' })
  if (issues.length > 0) return issues
  const totals = needed.map(({ variable }) => ({
    variable,
    total: rows.filter((row) => row.variable === variable).reduce((sum, { count }) => sum + count, 0),
  }))
  if (totals.some(({ total }) => total !== totals[0]?.total))
    return [{ path: `${place} (${totals.map(({ variable, total }) => `${variable} ${total}`).join(', ')})`, message: 'totals-differ' }]
  return totals.some(({ total }) => total === 0) ? [{ path: place, message: 'nobody' }] : []
}
