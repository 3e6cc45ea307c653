/** A condition of the SurveyJS subset as nested tuples: small as JSON, since the phone gets it in an attribute. A path is `question` or `matrix.row`. */
export type Scalar = number | string
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Condition =
  | readonly [Comparison, path: string, Scalar]
  | readonly ['anyof', path: string, readonly Scalar[]]
  | readonly ['contains', path: string, Scalar]
  | readonly ['empty' | 'notempty', path: string]
  | readonly ['and', Condition, Condition]
  | readonly ['or', Condition, Condition]
  | readonly ['not', Condition]

/** Every path that the condition reads. */
export function pathsOf(condition: Condition): string[] {
  switch (condition[0]) {
    case 'and':
    case 'or':
      return [...pathsOf(condition[1]), ...pathsOf(condition[2])]
    case 'not':
      return pathsOf(condition[1])
    default:
      return [condition[1]]
  }
}
