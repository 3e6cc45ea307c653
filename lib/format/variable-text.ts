import type { Translate } from './translate.ts'

const variables = ['sex', 'age_band', 'village', 'grade', 'procedure'] as const

/** What a register counts by, in words; a name that is not known stays as it is. */
export const variableText = (t: Translate, variable: string): string => {
  const known = variables.find((one) => one === variable)
  return known ? t(`wave.variable.${known}`) : variable
}
