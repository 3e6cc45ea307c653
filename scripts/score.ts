import { scoreEstimate } from './score-estimate.ts'
import { scorePublished } from './score-published.ts'

/** `npm run -s score -- COMMAND …`: figures from a file, without a database. Each command is a file of its own. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  estimate: scoreEstimate,
  published: scorePublished,
}

const [command = '', ...args] = process.argv.slice(2)
const run = Object.hasOwn(commands, command) ? commands[command] : undefined
if (run) process.exitCode = await run(args)
else {
  console.error(`usage: npm run -s score -- ${Object.keys(commands).join('|')} …`)
  process.exitCode = 2
}
