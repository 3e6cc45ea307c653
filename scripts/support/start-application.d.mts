export interface RunningStart {
  readonly pid: number
  /** What it has printed so far. */
  readonly output: { readonly out: string; readonly err: string }
  /** Exit code or signal. */
  readonly ended: Promise<number | string>
  stop(signal?: NodeJS.Signals): Promise<number | string>
}
export interface RunningApplication extends RunningStart {
  readonly home: string
  readonly port: number
  readonly password: string
  readonly url: string
  remove(): Promise<void>
}
export interface StartOptions {
  readonly home?: string
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}
export function runStart(env: Readonly<Record<string, string>>, args?: readonly string[]): Promise<RunningStart>
export function startApplication(name: string, options?: StartOptions): Promise<RunningApplication>
