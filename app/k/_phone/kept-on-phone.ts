/** What a phone keeps, under names of our own. Private windows may refuse: then nothing is kept, and the page says so. */
const PREFIX = 'dan-cham:'

const attempt = <T>(work: () => T, otherwise: T): T => {
  try {
    return work()
  } catch {
    return otherwise
  }
}

export const keep = (key: string, entry: unknown): boolean =>
  attempt(() => {
    localStorage.setItem(PREFIX + key, JSON.stringify(entry))
    return true
  }, false)

export const kept = <T>(key: string): T | null => attempt(() => JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null') as T | null, null)

export const drop = (key: string): void => attempt(() => localStorage.removeItem(PREFIX + key), undefined)

/** Keys that begin with `start`, without our prefix. */
export const keysOf = (start: string): string[] =>
  attempt(
    () =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(PREFIX + start))
        .map((key) => key.slice(PREFIX.length)),
    [],
  )

/** Marks what this tab has begun, so that another person on the phone is asked before a draft is shown. */
export const markTab = (id: string): void => attempt(() => sessionStorage.setItem(PREFIX + id, '1'), undefined)
export const isOfTab = (id: string): boolean => attempt(() => sessionStorage.getItem(PREFIX + id) !== null, false)
