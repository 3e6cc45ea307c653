export interface OpenDatabase {
  /** Owns the schema and migrates it; never given to the web process. */
  readonly ownerUrl: string
  /** Bound by row level security. */
  readonly appUrl: string
  /** The embedded server's superuser; absent with DATABASE_URL. */
  readonly superuserUrl?: string
  readonly secrets: { readonly SUBMISSION_KEY: string; readonly AUTH_SECRET: string }
  readonly home: string
  readonly embedded: boolean
  readonly postmasterPid?: number
  isRunning(): boolean
  /** The last one to close stops an embedded server. */
  close(): Promise<void>
}
export function openDatabase(options?: { log?: (line: string) => void }): Promise<OpenDatabase>
export function openForScript(): Promise<OpenDatabase>
export function checkDatabase(ownerUrl: string, appUrl: string): Promise<void>
