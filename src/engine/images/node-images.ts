import type { PodImage } from '../../model/workload.ts'

/** As in the kubelet's configuration: above the high mark of its disk a node drops images until it is below the low one. */
const HIGH_MARK = 0.85
const LOW_MARK = 0.8

interface Kept {
  readonly image: PodImage
  /** Since when no pod has needed it, as far as is known. */
  unusedSinceUs: number
}

/**
 * The images of one node: which it has, layer by layer, which it still has to pull, and who waits for them.
 * Images are pulled one at a time, in the order in which they were asked for, as a kubelet does by default.
 */
export class NodeImages {
  /** The image that is being pulled. */
  pulling: PodImage | null = null
  /** Bytes of all layers on the node. */
  bytes = 0
  /** Pods whose images are not all there, with the generation of their rows, in order of arrival. */
  readonly waiting: { readonly pod: number; readonly generation: number }[] = []
  private readonly wanted: PodImage[] = []
  private readonly kept = new Map<string, Kept>()
  /** By layer: its size, and how many images of the node have it. */
  private readonly layers = new Map<string, { readonly bytes: number; images: number }>()

  has(name: string): boolean {
    return this.kept.has(name)
  }

  /** Puts an image in line, unless it is there or in line already. */
  want(image: PodImage): void {
    if (this.has(image.name) || this.pulling?.name === image.name) return
    if (!this.wanted.some(({ name }) => name === image.name)) this.wanted.push(image)
  }

  /** Takes up the next image in line; null when one is under way or nothing is left to do. */
  begin(): PodImage | null {
    if (this.pulling !== null) return null
    this.pulling = this.wanted.shift() ?? null
    return this.pulling
  }

  /** Bytes of those of its layers that are not there. */
  missingBytes({ layers }: PodImage): number {
    return layers.reduce((sum, { name, sizeBytes }) => sum + (this.layers.has(name) ? 0 : sizeBytes), 0)
  }

  keep(image: PodImage, nowUs: number): void {
    if (this.has(image.name)) return
    this.kept.set(image.name, { image, unusedSinceUs: nowUs })
    for (const { name, sizeBytes } of image.layers) {
      const layer = this.layers.get(name)
      if (layer !== undefined) layer.images++
      else {
        this.layers.set(name, { bytes: sizeBytes, images: 1 })
        this.bytes += sizeBytes
      }
    }
  }

  /** A pod that needed the image has gone. */
  released(name: string, nowUs: number): void {
    const kept = this.kept.get(name)
    if (kept !== undefined) kept.unusedSinceUs = nowUs
  }

  /**
   * Drops images that no pod needs, the longest unused first, when the disk is too full; returns their names.
   * `otherBytes` is what else is on the disk.
   */
  collect(diskBytes: number, otherBytes: number, isNeeded: (name: string) => boolean): string[] {
    if (this.bytes + otherBytes <= HIGH_MARK * diskBytes) return []
    const unused = [...this.kept.values()]
      .filter(({ image }) => !isNeeded(image.name))
      .sort((a, b) => a.unusedSinceUs - b.unusedSinceUs || (a.image.name < b.image.name ? -1 : 1))
    const dropped: string[] = []
    for (const { image } of unused) {
      if (this.bytes + otherBytes <= LOW_MARK * diskBytes) break
      this.drop(image)
      dropped.push(image.name)
    }
    return dropped
  }

  private drop(image: PodImage): void {
    this.kept.delete(image.name)
    for (const { name } of image.layers) {
      const layer = this.layers.get(name)
      if (layer === undefined || --layer.images > 0) continue
      this.layers.delete(name)
      this.bytes -= layer.bytes
    }
  }
}
