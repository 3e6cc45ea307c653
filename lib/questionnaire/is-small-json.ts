const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Whether parsed JSON is small and plain enough to be looked at: at most 4 levels deep, 200 keys and 200 list entries in all, and no key
 * that could reach a prototype. Walks without recursion, so that depth cannot exhaust the stack.
 */
export function isSmallJson(json: unknown): boolean {
  let left = 400
  const open: [value: unknown, depth: number][] = [[json, 1]]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [value, depth] = entry
    if (typeof value !== 'object' || value === null) continue
    if (depth > 4) return false
    const keys = Object.keys(value)
    left -= keys.length
    if (left < 0 || keys.some((key) => forbidden.has(key))) return false
    for (const inner of Object.values(value)) open.push([inner, depth + 1])
  }
  return true
}
