import { EPHEMERAL_STORAGE } from '../../model/amounts.ts'
import type { PodImage } from '../../model/workload.ts'
import { KIND } from '../event-kinds.ts'
import type { Run } from '../run.ts'
import { NodeImages } from './node-images.ts'

/** Asks for the images of a pod that its node does not have; true when they are all there. */
export function pullImages(run: Run, pod: number, node: number): boolean {
  const images = imagesOf(run, node)
  const wanted = podImages(run, pod)
  if (hasAll(images, wanted)) return true
  const { cluster, nowUs } = run
  for (const image of wanted) {
    if (images.has(image.name)) continue
    if (images.missingBytes(image) > 0) images.want(image)
    else keep(run, node, image)
  }
  if (hasAll(images, wanted)) return true
  images.waiting.push({ pod, generation: cluster.pods.generation[pod] })
  beginNext(run, node, nowUs)
  plan(run)
  return false
}

/** Images that were on a node before the run began. */
export function keepImages(run: Run, pod: number, node: number): void {
  for (const image of podImages(run, pod)) keep(run, node, image)
}

/** The pull that was due is done; returns the pods that now have all their images, in order of arrival. */
export function endPull(run: Run): number[] {
  const { registry } = run.images
  run.images.plannedUs = Number.POSITIVE_INFINITY
  const node = registry.end(run.nowUs)
  const images = imagesOf(run, node)
  const image = images.pulling
  if (image !== null) {
    images.pulling = null
    run.metrics.images.pulledBytes += images.missingBytes(image)
    keep(run, node, image)
    collect(run, node, images)
  }
  beginNext(run, node, run.nowUs)
  plan(run)
  return takeReady(run, images)
}

/** A pod has left its node: from now on its images may be unused. Where a disk has no size nothing is ever dropped. */
export function releaseImages(run: Run, pod: number, node: number): void {
  if (run.cluster.nodes.allocatable[EPHEMERAL_STORAGE][node] === 0) return
  const images = run.images.nodes.get(node)
  if (images !== undefined) for (const { name } of podImages(run, pod)) images.released(name, run.nowUs)
}

/** The node is gone, and whatever it was pulling. */
export function forgetImages(run: Run, node: number): void {
  if (!run.images.nodes.delete(node)) return
  run.images.registry.cancel(node, run.nowUs)
  plan(run)
}

function imagesOf(run: Run, node: number): NodeImages {
  const { nodes } = run.images
  let images = nodes.get(node)
  if (images === undefined) {
    images = new NodeImages()
    nodes.set(node, images)
  }
  return images
}

const podImages = ({ workloads, cluster }: Run, pod: number) => workloads[cluster.pods.workload[pod]].spec.pod.images

function hasAll(images: NodeImages, wanted: readonly PodImage[]): boolean {
  for (const { name } of wanted) if (!images.has(name)) return false
  return true
}

function keep(run: Run, node: number, image: PodImage): void {
  imagesOf(run, node).keep(image, run.nowUs)
  run.cluster.keepImage(node, image.name)
}

function beginNext(run: Run, node: number, nowUs: number): void {
  const images = imagesOf(run, node)
  const next = images.begin()
  if (next !== null) run.images.registry.begin(node, images.missingBytes(next), nowUs)
}

function plan(run: Run): void {
  const { images, queue, durationUs } = run
  const { nextEndUs } = images.registry
  if (nextEndUs === images.plannedUs) return
  images.plannedUs = nextEndUs
  images.turn++
  if (nextEndUs < durationUs) queue.push(nextEndUs, KIND['image-pulled'], images.turn)
}

/** Makes room on the node's disk, as far as images that no pod of the node needs can give it. */
function collect(run: Run, node: number, images: NodeImages): void {
  const { nodes, pods } = run.cluster
  const diskBytes = nodes.allocatable[EPHEMERAL_STORAGE][node]
  if (diskBytes === 0) return
  const isNeeded = (name: string): boolean => {
    for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) {
      if (podImages(run, pod).some((image) => image.name === name)) return true
    }
    return false
  }
  const dropped = images.collect(diskBytes, nodes.requested[EPHEMERAL_STORAGE][node], isNeeded)
  run.metrics.images.dropped += dropped.length
  for (const name of dropped) run.cluster.dropImage(node, name)
}

/** Takes the pods out of the line that wait for nothing any more; those that are on their way out just go. */
function takeReady(run: Run, images: NodeImages): number[] {
  const { pods } = run.cluster
  const ready: number[] = []
  const waiting = images.waiting.splice(0)
  for (const entry of waiting) {
    const { pod, generation } = entry
    if (pods.generation[pod] !== generation || pods.terminating[pod] === 1) continue
    if (hasAll(images, podImages(run, pod))) ready.push(pod)
    else images.waiting.push(entry)
  }
  return ready
}
