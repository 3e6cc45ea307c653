/**
 * Places of the counts that must not be shown beside the sum of all: those under `least`, and the smallest others until what is hidden adds
 * up to at least `least`, so that the sum minus what is shown never tells a count of 1 to least - 1 people. With nobody hidden nothing is.
 */
export function hideSmallCounts(counts: readonly number[], least: number): ReadonlySet<number> {
  const hidden = new Set([...counts.keys()].filter((at) => (counts[at] ?? 0) < least))
  const sum = () => [...hidden].reduce((total, at) => total + (counts[at] ?? 0), 0)
  const rest = [...counts.keys()].filter((at) => !hidden.has(at)).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b)
  for (const at of rest) {
    if (sum() === 0 || sum() >= least) break
    hidden.add(at)
  }
  return hidden
}
