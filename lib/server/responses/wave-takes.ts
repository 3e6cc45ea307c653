export type WaveTimes = {
  readonly status: 'draft' | 'open' | 'paused' | 'closed'
  /** Milliseconds since 1970; null = not set. */
  readonly opensAt: number | null
  readonly closesAt: number | null
}
export type WaveState = 'not-open' | 'open' | 'paused' | 'closed'

/** Answers begun before a wave closed are taken for 2 hours more. */
const GRACE_MS = 2 * 60 * 60 * 1000

/** What a wave is at a moment, by its status and by its dates. */
export function waveState({ status, opensAt, closesAt }: WaveTimes, now: number): WaveState {
  if (status === 'closed' || (closesAt !== null && now >= closesAt)) return 'closed'
  if (status === 'draft' || (opensAt !== null && now < opensAt)) return 'not-open'
  return status
}

/**
 * Whether an answer may still come in: the wave is open, or it closed less than 2 hours ago and the form was begun before.
 * `startedAt` is the time that the server signed into the form, null where there is none.
 */
export function waveTakes(wave: WaveTimes, now: number, startedAt: number | null): boolean {
  const state = waveState(wave, now)
  if (state === 'open') return true
  const { closesAt } = wave
  return (
    state === 'closed' &&
    wave.status !== 'draft' &&
    closesAt !== null &&
    startedAt !== null &&
    startedAt < closesAt &&
    now < closesAt + GRACE_MS
  )
}
