import { type Language, localeOf } from './language.ts'

/** U+2212: a hyphen is read as a dash and breaks the line. */
const MINUS = '−'

const finite = (name: string, value: number): number => {
  if (!Number.isFinite(value)) throw new RangeError(`${name} requires a finite number`)
  return value
}

/** Kept, since making one costs more than formatting a page of numbers with it. */
const formats = new Map<string, Intl.NumberFormat>()

const formatOf = (digits: number, language: Language): Intl.NumberFormat => {
  const key = `${language} ${digits}`
  const kept = formats.get(key)
  if (kept) return kept
  const made = new Intl.NumberFormat(localeOf(language), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
    useGrouping: true,
  })
  formats.set(key, made)
  return made
}

const fixed = (value: number, digits: number, language: Language): string => formatOf(digits, language).format(value).replace('-', MINUS)

/**
 * A score with two decimals, half away from zero: 7.555 -> "7,56" (vi), "7.56" (en). The same on every screen and in every document.
 *
 * @throws {RangeError} on NaN or infinity: a figure that cannot be carried is a refusal and has words, not digits
 */
export const formatScore = (score: number, language: Language): string => fixed(finite('formatScore', score), 2, language)

/** A difference of scores with its sign: "+0,42", "−0,13", "0,00". */
export const formatDifference = (difference: number, language: Language): string => {
  const written = formatScore(difference, language)
  return difference > 0 && !/^0[.,]00$/.test(written) ? `+${written}` : written
}

/** "7,31 đến 7,81". Never a bare hyphen, which reads as a minus. */
export const formatInterval = (lower: number, upper: number, language: Language): string =>
  `${formatScore(lower, language)} ${language === 'vi' ? 'đến' : 'to'} ${formatScore(upper, language)}`

/** As formatInterval for a difference: both ends signed. */
export const formatDifferenceInterval = (lower: number, upper: number, language: Language): string =>
  `${formatDifference(lower, language)} ${language === 'vi' ? 'đến' : 'to'} ${formatDifference(upper, language)}`

/** A whole number, in groups of three: "1.234" (vi), "1,234" (en). An effective n is cut to whole people first. */
export const formatCount = (count: number, language: Language): string => fixed(Math.round(finite('formatCount', count)), 0, language)

/**
 * A share 0..1 in whole per cent: "12%". A share that is neither none nor all never reads as 0% or 100%: "<1%", ">99%".
 *
 * @throws {RangeError} outside 0..1
 */
export const formatShare = (share: number, language: Language): string => {
  if (!(share >= 0 && share <= 1)) throw new RangeError('formatShare requires a share between 0 and 1')
  const percent = Math.round(share * 100)
  if (percent === 0 && share > 0) return '<1%'
  if (percent === 100 && share < 1) return '>99%'
  return `${fixed(percent, 0, language)}%`
}

/**
 * A per cent 0..100 with one decimal, as the ministries publish theirs: "87,2%" (vi), "87.2%" (en).
 *
 * @throws {RangeError} on NaN or infinity
 */
export const formatPercent = (percent: number, language: Language): string => `${fixed(finite('formatPercent', percent), 1, language)}%`

/** "81,0% đến 90,4%". */
export const formatPercentInterval = (lower: number, upper: number, language: Language): string =>
  `${formatPercent(lower, language)} ${language === 'vi' ? 'đến' : 'to'} ${formatPercent(upper, language)}`
