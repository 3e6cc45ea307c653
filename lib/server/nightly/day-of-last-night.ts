import { dayInVietnam } from '../responses/day-in-vietnam.ts'

/** The day that ended with the last midnight of Việt Nam, as YYYY-MM-DD. The country has no summer time: a day has 24 hours. */
export const dayOfLastNight = (now: Date): string => dayInVietnam(new Date(now.getTime() - 86_400_000))
