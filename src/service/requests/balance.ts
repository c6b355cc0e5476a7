import type { Replica } from './replica.ts'
import type { Station } from './station.ts'

/** The replica that the next request goes to; null: none takes requests. */
export function balance(station: Station): Replica | null {
  const { open, streams } = station
  const count = open.length
  if (count <= 1) return count === 0 ? null : open[0]
  switch (station.spec.balancing) {
    case 'round-robin':
      station.turn = station.turn + 1 < count ? station.turn + 1 : 0
      return open[station.turn]
    case 'random':
      return open[streams.balancing.int(count)]
    case 'power-of-two': {
      const one = streams.balancing.int(count)
      const other = streams.balancing.int(count - 1)
      const [a, b] = [open[one], open[other < one ? other : other + 1]]
      return b.inside < a.inside ? b : a
    }
    case 'least-connections':
      return leastInside(station)
  }
}

/** Of equals the next in turn, so that an idle service does not send everything to one replica. */
function leastInside(station: Station): Replica {
  const { open, turn } = station
  const count = open.length
  let best = turn < count ? turn : 0
  for (let i = 1, at = best; i < count && open[best].inside > 0; i++) {
    at = at + 1 < count ? at + 1 : 0
    if (open[at].inside < open[best].inside) best = at
  }
  station.turn = best + 1 < count ? best + 1 : 0
  return open[best]
}
