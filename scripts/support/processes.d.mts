export function startTimeOf(pid: number): string | undefined
export function commandOf(pid: number): string
export function isSameProcess(pid: number, startTime: string | undefined): boolean
export function sleep(milliseconds: number): Promise<void>
export function endProcess(pid: number, startTime: string | undefined, signal: NodeJS.Signals, withinMilliseconds: number): Promise<boolean>
