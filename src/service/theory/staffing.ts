import type { ManyServers } from './many-servers.ts'

/** The fewest servers at which at most `lossShare` of the arrivals find all of them busy (nobody waits: M/G/c/c). */
export function serversForLoss(offeredLoad: number, lossShare: number): number {
  return fewestServers(offeredLoad, (_, b) => b <= lossShare)
}

/** The fewest servers at which at least `share` of the arrivals wait no longer than `within` (M/M/c). */
export function serversForWait(
  { arrivalRate, serviceRate }: Omit<ManyServers, 'servers'>,
  within: number,
  share: number,
): number {
  const offeredLoad = arrivalRate / serviceRate
  return fewestServers(offeredLoad, (servers, b) => {
    if (servers <= offeredLoad) return false
    const waiting = b / (1 - (offeredLoad / servers) * (1 - b))
    return 1 - waiting * Math.exp(-(servers * serviceRate - arrivalRate) * within) >= share
  })
}

/** Erlang's B from one server to the next: B(n) = a · B(n − 1) / (n + a · B(n − 1)), which is stable upwards. */
function fewestServers(offeredLoad: number, enough: (servers: number, erlangB: number) => boolean): number {
  let servers = 0
  let b = 1
  while (!enough(servers, b)) {
    servers++
    b = (offeredLoad * b) / (servers + offeredLoad * b)
  }
  return servers
}
