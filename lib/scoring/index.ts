export * from './answer-distribution.ts'
export * from './sheet-design.ts'
export * from './types.ts'
