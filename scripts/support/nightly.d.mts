export function untilNextNight(now: number): number
export function keepNights(isStopping: () => boolean): Promise<void>
