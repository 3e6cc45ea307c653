import type { OpenDatabase } from '../database.mjs'

export interface Point {
  readonly code: string
  readonly instrument: string
  readonly mode: string
  readonly unit: string
  readonly unitCode: string
  readonly commune: string
  readonly communeId: string
}
export function readPoints(database: OpenDatabase): Promise<Point[]>
export function readDemoAccounts(database: OpenDatabase): Promise<{ email: string; name: string }[]>
