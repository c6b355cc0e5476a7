/** Rates from an instant on, in requests per second. */
export interface Rates {
  readonly atUs: number
  readonly load: number
  readonly capacity: number
}

export interface LineTotals {
  arrived: number
  served: number
  lost: number
  late: number
  backlog: number
}

/**
 * The slow twin of `FluidQueue`: the line moves on in steps that are short against everything that matters, and each step
 * asks the plain questions: who leaves, who comes, does he fit, will he wait too long?
 */
export function walkLine(
  changes: readonly Rates[],
  endUs: number,
  limits: { readonly timeoutUs: number; readonly latencyUs: number | null },
  stepUs: number,
): LineTotals {
  const totals: LineTotals = { arrived: 0, served: 0, lost: 0, late: 0, backlog: 0 }
  for (let nowUs = 0; nowUs < endUs; nowUs += stepUs) {
    const { load, capacity } = changes.findLast(({ atUs }) => atUs <= nowUs) ?? { load: 0, capacity: 0 }
    const seconds = stepUs / 1e6
    const full = capacity * (limits.timeoutUs / 1e6)
    const arrived = load * seconds
    totals.arrived += arrived
    totals.backlog += arrived
    const served = Math.min(totals.backlog, capacity * seconds)
    totals.served += served
    totals.backlog -= served
    const lost = Math.max(0, totals.backlog - full)
    totals.lost += lost
    totals.backlog -= lost
    const waitUs = capacity === 0 ? Infinity : (totals.backlog / capacity) * 1e6
    if (limits.latencyUs !== null && waitUs > limits.latencyUs) totals.late += Math.max(0, arrived - lost)
  }
  return totals
}
