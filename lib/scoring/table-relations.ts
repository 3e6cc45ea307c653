import type { SumRelation } from './suppression.ts'

export type TableShape = {
  /** Which units add up to which: the commune its villages, a province its communes. */
  readonly units: readonly SumRelation[]
  /** Ways to divide the people of every unit, e.g. sex into 1, 2 and unknown. Each must cover everybody. */
  readonly groupings: readonly { readonly name: string; readonly codes: readonly (number | string)[] }[]
  /** Key of a cell: a whole unit (grouping null) or one group of it. */
  readonly key: (unit: string, grouping: string | null, code: number | string | null) => string
}

/**
 * The sum relations of units crossed with groupings: every unit is the sum of its groups, and every parent unit, as a whole and
 * group by group, the sum of its children.
 */
export function tableRelations({ units, groupings, key }: TableShape): SumRelation[] {
  const names = new Set(units.flatMap(({ parent, children }) => [parent, ...children]))
  const overGroups = [...names].flatMap((unit) =>
    groupings.map(({ name, codes }) => ({ parent: key(unit, null, null), children: codes.map((code) => key(unit, name, code)) })),
  )
  const overUnits = units.flatMap(({ parent, children }) => [
    { parent: key(parent, null, null), children: children.map((child) => key(child, null, null)) },
    ...groupings.flatMap(({ name, codes }) =>
      codes.map((code) => ({ parent: key(parent, name, code), children: children.map((child) => key(child, name, code)) })),
    ),
  ])
  return [...overGroups, ...overUnits]
}
