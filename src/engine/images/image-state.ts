import type { NodeImages } from './node-images.ts'
import type { SharedBandwidth } from './shared-bandwidth.ts'

/** Where all images of a run are. */
export interface ImageState {
  readonly registry: SharedBandwidth
  readonly nodes: Map<number, NodeImages>
  /** Number of the planned end of a pull; an event with an older one is stale. */
  turn: number
  plannedUs: number
}
