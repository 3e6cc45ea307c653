import type { Comparison, Condition, Scalar } from './condition.ts'

const token =
  /\s*(?:(\{[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?\})|(-?\d+)(?![\w.])|'([^'\\]*)'|(<=|>=|!=|<>|==|=|<|>)|([()[\],!])|([a-zA-Z]+))/y

type Token = { readonly kind: 'path' | 'number' | 'text' | 'comparison' | 'mark' | 'word'; readonly text: string }
const kinds = ['path', 'number', 'text', 'comparison', 'mark', 'word'] as const

function tokens(source: string): Token[] {
  const found: Token[] = []
  token.lastIndex = 0
  while (token.lastIndex < source.length) {
    if (source.slice(token.lastIndex).trim() === '') break
    const match = token.exec(source)
    if (!match) throw new RangeError(`parseCondition requires the known subset of expressions: ${source}`)
    const group = kinds.findIndex((_, index) => match[index + 1] !== undefined)
    const kind = kinds[group] ?? 'word'
    const text = match[group + 1] ?? ''
    found.push({ kind, text: kind === 'word' ? text.toLowerCase() : text })
  }
  return found
}

const spelled: Readonly<Record<string, Comparison>> = {
  '==': '=',
  '=': '=',
  '<>': '!=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

/**
 * Reads a `visibleIf` of the allowed subset: comparisons of `{question}` or `{matrix.row}` with a number or 'text', `anyof [..]`,
 * `contains`, `empty`, `notempty`, joined by `and`, `or`, `!`, `negate` and brackets; `and` binds closer than `or`, as in SurveyJS.
 *
 * @throws {RangeError} on anything else: a condition that is not understood must never reach a citizen as "always shown"
 */
export function parseCondition(source: string): Condition {
  const list = tokens(source)
  let at = 0
  const fail = (): never => {
    throw new RangeError(`parseCondition requires the known subset of expressions: ${source}`)
  }
  const next = (): Token => list[at++] ?? fail()
  const take = (text: string): boolean => {
    if (list[at]?.text !== text || list[at]?.kind === 'text') return false
    at += 1
    return true
  }
  const scalar = (): Scalar => {
    const { kind, text } = next()
    return kind === 'number' ? Number(text) : kind === 'text' ? text : fail()
  }
  const scalars = (): Scalar[] => {
    if (!take('[')) return fail()
    const values = [scalar()]
    while (take(',')) values.push(scalar())
    return take(']') ? values : fail()
  }
  const test = (): Condition => {
    const left = next()
    if (left.kind !== 'path') return fail()
    const path = left.text.slice(1, -1)
    const { kind, text } = next()
    const comparison = spelled[text]
    if (kind === 'comparison' && comparison) return [comparison, path, scalar()]
    if (kind !== 'word') return fail()
    if (text === 'empty' || text === 'notempty') return [text, path]
    if (text === 'anyof') return [text, path, scalars()]
    if (text === 'contains') return [text, path, scalar()]
    return fail()
  }
  const unary = (): Condition => {
    if (take('!') || take('negate')) return ['not', unary()]
    if (!take('(')) return test()
    const inner = either()
    return take(')') ? inner : fail()
  }
  const both = (): Condition => {
    let left = unary()
    while (take('and')) left = ['and', left, unary()]
    return left
  }
  const either = (): Condition => {
    let left = both()
    while (take('or')) left = ['or', left, both()]
    return left
  }
  const condition = either()
  return at === list.length ? condition : fail()
}
