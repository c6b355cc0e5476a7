import type { Random } from '../base/random.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { PodClass } from '../cluster/pod-class.ts'
import { viewOf } from '../cluster/view.ts'
import type { DevicePlugin } from '../policies/placement/types.ts'

/** Asks the policy's rule which devices of its node a pod gets. */
export class DeviceChooser {
  private readonly cluster: Cluster
  private readonly plugin: DevicePlugin
  private readonly random: Random
  /** By pod class. */
  private readonly prepared: (((row: number) => number) | undefined)[] = []

  constructor(cluster: Cluster, plugin: DevicePlugin, random: Random) {
    this.cluster = cluster
    this.plugin = plugin
    this.random = random
  }

  /** The devices as bits; 0 for pods that want none. */
  choose(podClass: PodClass, node: number): number {
    if (podClass.scheduling.gpu === undefined) return 0
    this.prepared[podClass.id] ??= this.plugin.prepare(podClass, viewOf(this.cluster), this.random)
    return this.prepared[podClass.id]?.(node) ?? 0
  }
}
