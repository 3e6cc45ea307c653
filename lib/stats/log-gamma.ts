const HALF_LOG_TWO_PI = 0.9189385332046728
// Lanczos approximation with g = 607/128 and 15 terms (Godfrey 2001): relative error below 1e-15 for x > 0.
const LANCZOS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 3.399464998481189e-5,
  4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488, 0.00021743961811521265,
  -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
]

/**
 * Logarithm of the gamma function for x > 0; NaN elsewhere.
 *
 * @see Lanczos (1964), SIAM Journal on Numerical Analysis B 1; coefficients of Godfrey (2001)
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  let series = LANCZOS[0] as number
  for (let term = 1; term < LANCZOS.length; term++) series += (LANCZOS[term] as number) / (x - 1 + term)
  const shifted = x + 607 / 128 - 0.5
  return (x - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + Math.log(series)
}

/** log(gamma(x + 1)) minus Stirling's sqrt(2 pi x) (x / e)^x in logarithms: small, so that large parts cancel exactly. */
export function stirlingError(x: number): number {
  if (x < 16) return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI
  const square = x * x
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / x
}
