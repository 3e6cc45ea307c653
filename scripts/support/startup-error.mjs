/** A reason not to start that the operator can act on: shown as one sentence, without a stack. */
export class StartupError extends Error {
  name = 'StartupError'
}

/** One sentence for any failure of a script; keeps nothing of a statement's values, since those can be answers. */
export function describeFailure(error) {
  if (error instanceof StartupError) return error.message
  const full = error?.code === 'ENOSPC' || error?.code === '53100' || /No space left on device/.test(error?.message ?? '')
  if (full) return 'The disk is full: free some space and start again; nothing that was acknowledged is lost.'
  return undefined
}

/** Runs a script's main function: a StartupError becomes one sentence on stderr and exit code 1, anything else keeps its stack. */
export async function runMain(main) {
  try {
    await main()
  } catch (error) {
    console.error(describeFailure(error) ?? error)
    process.exit(1)
  }
}
