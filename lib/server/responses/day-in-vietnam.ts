const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' })

/** The calendar day in Việt Nam, as YYYY-MM-DD: all that is kept of when an answer came. */
export const dayInVietnam = (at: Date): string => dayFormat.format(at)
