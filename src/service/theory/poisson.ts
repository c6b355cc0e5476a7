/** P(N = count) for N Poisson: from 16 on by Stirling's series, so that neither large powers nor large factorials appear. */
export function poissonAt(mean: number, count: number): number {
  if (mean === 0) return count === 0 ? 1 : 0
  if (count < 16) {
    let probability = Math.exp(-mean)
    for (let k = 1; k <= count; k++) probability *= mean / k
    return probability
  }
  const inverse = 1 / count
  const square = inverse * inverse
  const stirling = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
  const away = (mean - count) / count
  return Math.exp(count * (Math.log1p(away) - away) - stirling) / Math.sqrt(2 * Math.PI * count)
}

/** P(N > count). At most `count` terms below the mean, and a few times √mean above it. */
export function poissonAbove(mean: number, count: number): number {
  if (count < 0) return 1
  if (count + 1 < mean) {
    let below = 0
    for (let k = count, p = poissonAt(mean, count); k >= 0 && p > below * 1e-18; k--, p *= (k + 1) / mean) below += p
    return 1 - below
  }
  let above = 0
  for (let k = count + 1, p = poissonAt(mean, k); p > above * 1e-18; k++, p *= mean / k) above += p
  return above
}

/** E[max(0, N − count)], for `count` at least the mean: all terms positive, so nothing cancels. */
export function poissonExcess(mean: number, count: number): number {
  let excess = 0
  for (let k = count + 1, p = poissonAt(mean, k); ; k++, p *= mean / k) {
    const term = p * (k - count)
    excess += term
    if (term <= excess * 1e-18) return excess
  }
}
