import { AppError } from '../errors.ts'

/** Stores rows of one group in one statement and says what became of each, in their order. */
type StoreGroup<Row, Outcome> = (group: string, rows: readonly Row[]) => Promise<readonly Outcome[]>
export type GroupCommitLimits = {
  /** Statements at work at once. */
  readonly inFlight: number
  /** Rows in one statement. */
  readonly rows: number
  /** Rows waiting in all; more are told to come back. */
  readonly waiting: number
  /** Milliseconds after which a row is given up, whatever the database does. */
  readonly patience: number
}
type Waiting<Row, Outcome> = {
  readonly row: Row
  readonly settle: (outcome: Outcome) => void
  readonly fail: (error: unknown) => void
  over: boolean
}

/** SQLSTATE classes 22 and 23: the fault is in a row. Everything else is a fault of the statement or of the way there. */
const isFaultOfRow = (error: unknown) => /^2[23]/.test(String((error as { code?: unknown } | null)?.code))

const busy = () => new AppError('UNAVAILABLE', 'The database does not answer in time. Please try again.')

/**
 * Group commit: whatever arrived while the statements before were at work goes into one statement, hence one commit. A lone row goes at
 * once. A group that fails through a row is retried row by row, so that one cannot fail the others; any other failure fails all of it. A row given up after `patience` may still be stored: sent again, it is found to be the same.
 */
export function createGroupCommit<Row, Outcome>(store: StoreGroup<Row, Outcome>, limits: GroupCommitLimits) {
  const queues = new Map<string, Waiting<Row, Outcome>[]>()
  let waiting = 0
  let running = 0

  const attempt = async (group: string, entries: readonly Waiting<Row, Outcome>[]): Promise<void> => {
    try {
      const outcomes = await store(
        group,
        entries.map((entry) => entry.row),
      )
      entries.forEach((entry, index) => {
        const outcome = outcomes[index]
        if (outcome === undefined) entry.fail(busy())
        else entry.settle(outcome)
      })
    } catch (error) {
      if (entries.length === 1 || !isFaultOfRow(error)) for (const entry of entries) entry.fail(error)
      else for (const entry of entries) if (!entry.over) await attempt(group, [entry])
    }
  }

  const run = async (group: string, entries: readonly Waiting<Row, Outcome>[]): Promise<void> => {
    await attempt(group, entries)
    running -= 1
    pump()
  }

  const pump = (): void => {
    for (const [group, queue] of queues) {
      if (running >= limits.inFlight) return
      const entries = queue.splice(0, limits.rows)
      waiting -= entries.length
      // Moved to the end, so that a busy group cannot starve the others.
      queues.delete(group)
      if (queue.length) queues.set(group, queue)
      const open = entries.filter((entry) => !entry.over)
      if (!open.length) continue
      running += 1
      void run(group, open)
    }
  }

  return (group: string, row: Row): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      if (waiting >= limits.waiting) {
        reject(busy())
        return
      }
      const entry: Waiting<Row, Outcome> = {
        row,
        over: false,
        settle: (outcome) => {
          finish()
          resolve(outcome)
        },
        fail: (error) => {
          finish()
          reject(error)
        },
      }
      const patience = setTimeout(() => entry.fail(busy()), limits.patience)
      const finish = () => {
        entry.over = true
        clearTimeout(patience)
      }
      const queue = queues.get(group)
      if (queue) queue.push(entry)
      else queues.set(group, [entry])
      waiting += 1
      // After this turn of the loop, so that requests read together are stored together.
      setImmediate(pump)
    })
}
