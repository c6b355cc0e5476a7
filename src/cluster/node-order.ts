import { REGION_LABEL, ZONE_LABEL } from './node-table.ts'

/**
 * The order in which kube-scheduler visits nodes (pkg/scheduler/backend/cache/node_tree.go): zones in order of first
 * appearance take turns, and inside a zone nodes come in the order in which they joined. A zone without nodes is forgotten.
 */
export class NodeOrder {
  /** Counts changes of who is here and ready, so that whoever derives something from positions notices. */
  epoch = 0
  private readonly zones: { readonly key: string; readonly nodes: number[] }[] = []
  private order = new Int32Array(0)
  private size = 0
  private settled = true

  add(node: number, labels: ReadonlyMap<string, string>): void {
    const key = zoneKey(labels)
    let zone = this.zones.find((z) => z.key === key)
    if (zone === undefined) {
      zone = { key, nodes: [] }
      this.zones.push(zone)
    }
    zone.nodes.push(node)
    this.changed(1)
  }

  /** Returns where the node stood, for `restore`. */
  remove(node: number, labels: ReadonlyMap<string, string>): { readonly zone: number; readonly position: number } {
    const zone = this.zones.findIndex((z) => z.key === zoneKey(labels))
    const { nodes } = this.zones[zone]
    const position = nodes.indexOf(node)
    nodes.splice(position, 1)
    if (nodes.length === 0) this.zones.splice(zone, 1)
    this.changed(-1)
    return { zone, position }
  }

  /** Undoes `remove`. */
  restore(node: number, labels: ReadonlyMap<string, string>, place: { zone: number; position: number }): void {
    const key = zoneKey(labels)
    if (this.zones[place.zone]?.key !== key) this.zones.splice(place.zone, 0, { key, nodes: [] })
    this.zones[place.zone].nodes.splice(place.position, 0, node)
    this.changed(1)
  }

  /** A node that was here already joined or left those that take pods. */
  readinessChanged(): void {
    this.epoch++
  }

  get count(): number {
    return this.size
  }

  /** Rows in visiting order; the first `count` are valid until the next change. */
  get rows(): Int32Array {
    if (!this.settled) this.settle()
    return this.order
  }

  private changed(by: 1 | -1): void {
    this.size += by
    this.epoch++
    this.settled = false
  }

  private settle(): void {
    if (this.order.length < this.size) this.order = new Int32Array(Math.max(64, this.size * 2))
    let at = 0
    for (let turn = 0; at < this.size; turn++) {
      for (const { nodes } of this.zones) if (turn < nodes.length) this.order[at++] = nodes[turn]
    }
    this.settled = true
  }
}

function zoneKey(labels: ReadonlyMap<string, string>): string {
  const zone = labels.get('failure-domain.beta.kubernetes.io/zone') ?? labels.get(ZONE_LABEL) ?? ''
  const region = labels.get('failure-domain.beta.kubernetes.io/region') ?? labels.get(REGION_LABEL) ?? ''
  return JSON.stringify([region, zone])
}
