import { normalPValue } from './normal.ts'
import { studentQuantile } from './student-t.ts'

export type ProfileInput = {
  readonly share: number
  readonly standardError: number
  readonly respondents: number
  /** The t of the degrees of freedom at the level wanted. */
  readonly reach: number
}

/**
 * Profile likelihood interval of a share: all q on the logit scale whose signed root of the binomial deviance,
 *
 *   z(q) = sign sqrt(2 n (p log p/q + (1 - p) log (1 - p)/(1 - q)) (n - 1) / n),
 *
 * is at most t sqrt(lambda), lambda = V / (p (1 - p) / n) being the design effect.
 *
 * As in R (MASS and survey, from which reference figures come) z is taken at up to ten steps to each side, joined by a cubic
 * spline and read off linearly: the result differs from the exact root in the fourth digit. null where the design effect is so
 * large that the profile leaves what a double can hold.
 * @see Venables and Ripley (2002), 8.4; R survey::confint.svyglm
 */
export function profileInterval({
  share: p,
  standardError,
  respondents: n,
  reach,
}: ProfileInput): readonly [lower: number, upper: number] | null {
  const cut = (reach * standardError) / Math.sqrt((p * (1 - p)) / n)
  const alpha = normalPValue(cut) / 4
  if (!(1 - alpha < 1)) return null
  const furthest = studentQuantile(1 - alpha, n - 1)
  const step = ((furthest / 5) * standardError) / (p * (1 - p))
  const middle = Math.log(p / (1 - p))
  const share = (logit: number) => 1 / (1 + Math.exp(-logit))
  const root = (logit: number) => {
    const q = share(logit)
    const deviance = 2 * n * (p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q)))
    return Math.sqrt((Math.max(0, deviance) * (n - 1)) / n)
  }
  const logits = [middle]
  const roots = [0]
  for (const sign of [-1, 1] as const) {
    for (let at = 1, z = 0; at <= 10 && z < furthest; at++) {
      const logit = middle + sign * at * step
      z = root(logit)
      if (sign < 0) logits.unshift(logit)
      else logits.push(logit)
      if (sign < 0) roots.unshift(-z)
      else roots.push(z)
    }
  }
  const curve = splinePoints(logits, roots, 3 * logits.length)
  const interval = [share(readOff(curve, -cut)), share(readOff(curve, cut))] as const
  return interval.every(Number.isFinite) ? interval : null
}

type Curve = readonly { readonly x: number; readonly y: number }[]

/** x where a rising curve of straight pieces has the height y. */
function readOff(curve: Curve, y: number): number {
  const after = Math.max(
    1,
    curve.findIndex((point) => point.y >= y),
  )
  const [left, right] = [curve[after - 1], curve[after]] as [Curve[number], Curve[number]]
  return left.x + ((right.x - left.x) * (y - left.y)) / (right.y - left.y)
}

/** Points of the cubic spline through (x, y) whose ends follow the cubics of the outer four points (Forsythe, Malcolm, Moler). */
function splinePoints(x: readonly number[], y: readonly number[], count: number): Curve {
  const curvatures = splineCurvatures(x, y)
  const [first, last] = [x[0] as number, x[x.length - 1] as number]
  let piece = 0
  return Array.from({ length: count }, (_, at) => {
    const to = first + ((last - first) * at) / (count - 1)
    while (piece < x.length - 2 && to >= (x[piece + 1] as number)) piece++
    const width = (x[piece + 1] as number) - (x[piece] as number)
    const right = (to - (x[piece] as number)) / width
    const left = 1 - right
    const bend = (left ** 3 - left) * (curvatures[piece] as number) + (right ** 3 - right) * (curvatures[piece + 1] as number)
    return { x: to, y: left * (y[piece] as number) + right * (y[piece + 1] as number) + bend * width * width }
  })
}

/** A sixth of the second derivative at each knot. */
function splineCurvatures(x: readonly number[], y: readonly number[]): number[] {
  const count = x.length
  const width = (at: number) => (x[at + 1] as number) - (x[at] as number)
  const slope = (at: number) => ((y[at + 1] as number) - (y[at] as number)) / width(at)
  const span = (from: number, to: number) => (x[to] as number) - (x[from] as number)
  // Third divided differences of the outer four points fix the ends.
  const second = (at: number) => (slope(at + 1) - slope(at)) / span(at, at + 2)
  const third = (at: number) => (second(at + 1) - second(at)) / span(at, at + 3)
  const diagonal: number[] = []
  const right: number[] = []
  for (let at = 0; at < count; at++) {
    if (at === 0) {
      diagonal.push(-width(0))
      right.push(width(0) ** 2 * third(0))
    } else if (at === count - 1) {
      diagonal.push(-width(at - 1))
      right.push(-(width(at - 1) ** 2) * third(count - 4))
    } else {
      diagonal.push(2 * (width(at - 1) + width(at)))
      right.push(slope(at) - slope(at - 1))
    }
  }
  for (let at = 1; at < count; at++) {
    const factor = width(at - 1) / (diagonal[at - 1] as number)
    diagonal[at] = (diagonal[at] as number) - factor * width(at - 1)
    right[at] = (right[at] as number) - factor * (right[at - 1] as number)
  }
  const curvatures = right.map((one, at) => one / (diagonal[at] as number))
  for (let at = count - 2; at >= 0; at--) {
    curvatures[at] = ((right[at] as number) - width(at) * (curvatures[at + 1] as number)) / (diagonal[at] as number)
  }
  return curvatures
}
