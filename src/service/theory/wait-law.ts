/**
 * How long an arrival waits before it is served: not at all, or for an exponential time. Exact for M/M/c, and what heavy traffic
 * tends to elsewhere. Times are in whatever unit the rates have.
 */
export interface WaitLaw {
  /** Probability of having to wait at all. */
  readonly probability: number
  /** Mean wait of those who wait; Infinity when the line grows for ever. */
  readonly meanWhenWaiting: number
}

export function meanWait({ probability, meanWhenWaiting }: WaitLaw): number {
  return probability === 0 ? 0 : probability * meanWhenWaiting
}

/** Share of arrivals that wait longer than `time`. */
export function waitBeyond({ probability, meanWhenWaiting }: WaitLaw, time: number): number {
  return probability === 0 ? 0 : probability * Math.exp(-time / meanWhenWaiting)
}

/** The wait that `share` of the arrivals do not exceed, 0 when that many do not wait at all. */
export function waitQuantile({ probability, meanWhenWaiting }: WaitLaw, share: number): number {
  return probability <= 1 - share ? 0 : meanWhenWaiting * Math.log(probability / (1 - share))
}

/** Share of arrivals that spend longer than `time` waiting and being served, with exponential service independent of the wait. */
export function sojournBeyond({ probability, meanWhenWaiting }: WaitLaw, serviceMean: number, time: number): number {
  if (time < 0) return 1
  if (meanWhenWaiting === Infinity && probability > 0)
    return probability + (1 - probability) * Math.exp(-time / serviceMean)
  const served = Math.exp(-time / serviceMean)
  return (
    (1 - probability) * served + (probability === 0 ? 0 : probability * sumBeyond(meanWhenWaiting, serviceMean, time))
  )
}

/** The time that waiting and service together do not exceed for `share` of the arrivals. */
export function sojournQuantile(law: WaitLaw, serviceMean: number, share: number): number {
  if (law.meanWhenWaiting === Infinity && law.probability >= 1 - share) return Infinity
  let low = 0
  let high = serviceMean
  while (sojournBeyond(law, serviceMean, high) > 1 - share) {
    low = high
    high *= 2
  }
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (sojournBeyond(law, serviceMean, middle) > 1 - share) low = middle
    else high = middle
  }
}

/**
 * Tail of the sum of two exponentials. With r the smaller and s the larger rate: e^(−rt) · (1 + r · (1 − e^(−(s − r)t)) / (s − r)),
 * which neither cancels nor overflows when the rates are close or far apart.
 */
function sumBeyond(oneMean: number, otherMean: number, time: number): number {
  const slow = 1 / Math.max(oneMean, otherMean)
  const gap = 1 / Math.min(oneMean, otherMean) - slow
  const overlap = gap * time < 1e-300 ? time : -Math.expm1(-gap * time) / gap
  return Math.exp(-slow * time) * (1 + slow * overlap)
}
