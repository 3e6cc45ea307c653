import { codeAlphabet } from '../units/collection-point-code.ts'
import { intakePool } from './intake-pool.ts'
import type { Point } from './load-point.ts'
import { responseReceiptKey } from './submission-keys.ts'

const shape = new RegExp(`^[${codeAlphabet}]{12}$`)

/** The receipt as it is stored under, however it was typed: without spaces and hyphens, in small letters. Null where it cannot be one. */
export const readReceipt = (typed: string): string | null => {
  const receipt = typed.toLowerCase().replace(/[\s-]/g, '')
  return shape.test(receipt) ? receipt : null
}

/** Whether the unit behind a point holds a response with this receipt. Says nothing of what was answered. */
export async function findReceipt(point: Point, receipt: string): Promise<boolean> {
  const { rows } = await intakePool().query<{ found: boolean }>('select has_receipt($1, $2, $3) as found', [
    point.communeId,
    point.unitId,
    responseReceiptKey(receipt),
  ])
  return rows[0]?.found === true
}
