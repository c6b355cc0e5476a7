/**
 * Erlang's B and C. `offeredLoad` is the arrival rate times the mean service time. Servers need not be whole: a limit on cpu may leave a
 * replica a fraction of a place, for which Erlang's recurrence starts from 1/B = 1 + c/a, a straight line between none and one.
 * A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges" (1917).
 */

/** Share of arrivals that find every server busy when nobody waits (M/G/c/c). */
export function erlangB(servers: number, offeredLoad: number): number {
  return 1 / inverseB(servers, offeredLoad)
}

/** Share of arrivals that have to wait when everybody does (M/M/c); 1 from the point on where the line grows for ever. */
export function erlangC(servers: number, offeredLoad: number): number {
  if (offeredLoad >= servers) return 1
  const b = erlangB(servers, offeredLoad)
  return b / (1 - (offeredLoad / servers) * (1 - b))
}

/**
 * 1/B as the sum over the states from all servers busy downwards, each as a multiple of the first: 1 + c/a + c(c − 1)/a² + …
 * All terms are positive, so nothing cancels. They fade within c − a and a few √c terms, which keeps large c cheap.
 */
function inverseB(servers: number, offeredLoad: number): number {
  if (offeredLoad === 0) return servers === 0 ? 1 : Infinity
  let sum = 1
  let term = 1
  for (let busy = servers; busy > 0 && sum < Infinity; busy--) {
    term *= busy / offeredLoad
    sum += term
    if (busy < offeredLoad && term < sum * 1e-18) break
  }
  return sum
}
