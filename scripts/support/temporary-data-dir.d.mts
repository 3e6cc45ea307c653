export const INSTALLATION_VARIABLES: readonly string[]
export function makeTemporaryDataDir(name: string): string
export function cleanEnvironment(env?: NodeJS.ProcessEnv): NodeJS.ProcessEnv
