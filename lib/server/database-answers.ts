import { pool } from './db.ts'

/** Whether a connection is had and answers within the time, in milliseconds. A connection that hangs is thrown away. */
export const databaseAnswers = async (withinMs: number): Promise<boolean> => {
  const waiting = pool().connect()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), withinMs)
  })
  const asking = waiting.then((client) =>
    Promise.race([client.query('select 1'), late]).then(
      () => client.release(),
      (error) => {
        client.release(true)
        throw error
      },
    ),
  )
  try {
    await Promise.race([asking, late])
    return true
  } catch {
    return false
  } finally {
    clearTimeout(timer)
    asking.catch(() => {})
    late.catch(() => {})
  }
}
