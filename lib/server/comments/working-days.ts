const DAY_MS = 86_400_000

/** Public holidays that fall on the same day each year: 1/1, 30/4, 1/5, 2/9 (Labour Code 2019, article 112). */
const yearly = new Set(['01-01', '04-30', '05-01', '09-02'])

/**
 * The day that lies `count` working days after `day` (YYYY-MM-DD), the day itself not counted: Saturdays, Sundays, the yearly holidays and
 * those given do not count. Tết, Giỗ Tổ and days moved by the Government change with the year and are given in `holidays`.
 *
 * @throws {RangeError} where day is none or count is not a whole number from 0 to 1000
 */
export const addWorkingDays = (day: string, count: number, holidays: ReadonlySet<string> = new Set()): string => {
  const start = Date.parse(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(start)) throw new RangeError('addWorkingDays requires a day as YYYY-MM-DD')
  if (!(Number.isInteger(count) && count >= 0 && count <= 1_000))
    throw new RangeError('addWorkingDays requires a whole count from 0 to 1000')
  let at = start
  for (let left = count; left > 0; ) {
    at += DAY_MS
    const date = new Date(at)
    const iso = date.toISOString().slice(0, 10)
    const weekday = date.getUTCDay()
    if (weekday !== 0 && weekday !== 6 && !yearly.has(iso.slice(5)) && !holidays.has(iso)) left -= 1
  }
  return new Date(at).toISOString().slice(0, 10)
}
