/** The day in Asia/Ho_Chi_Minh at a moment, as 2024-11-30. Days and waves begin and end there, whatever zone the machine is in. */
export const todayInVietnam = (now: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now)
