import { US_PER_SECOND } from '../base/time.ts'
import type { Amounts } from '../model/amounts.ts'
import { taggedImageName } from '../model/image-name.ts'
import { effectiveRequests, type PodContainers, type RunningContainers } from '../model/pod-requests.ts'
import type { PodImage } from '../model/workload.ts'
import type { Path } from './path.ts'
import type { ContainerDocument, TemplateDocument } from './template-schema.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/** A language runtime with an application on it, before anybody slims it down. */
const DEFAULT_IMAGE_BYTES = 500 * 1024 * 1024

/** Kubernetes' grace period for a pod that says nothing of its own. */
const DEFAULT_TERMINATION_US = 30 * US_PER_SECOND

export interface ContainerSaid {
  /** From the workload to its requests and limits. */
  readonly path: Path
  readonly name: string
  readonly image: string
  /** As written; a limit without a request is the request too. */
  readonly requests: Amounts
  readonly limits: Amounts
  readonly ports: ContainerDocument['ports']
  readonly restartPolicy?: string
}

type PodFields = Pick<
  WorkloadDocument,
  | 'nodeSelector'
  | 'tolerations'
  | 'affinity'
  | 'topologySpreadConstraints'
  | 'priority'
  | 'priorityClassName'
  | 'preemptionPolicy'
  | 'nodeName'
>

/** What a workload says of its pods, be it in the short form or as a template. */
export interface PodSaid {
  /** From the workload to `fields`. */
  readonly path: Path
  readonly fields: PodFields
  readonly labels: Readonly<Record<string, string>>
  readonly containers: readonly ContainerSaid[]
  readonly initContainers: readonly ContainerSaid[]
  readonly podRequests: Amounts
  readonly overhead: Amounts
  readonly hostNetwork: boolean
  readonly terminationUs: number
}

export function podSaid(workload: WorkloadDocument): PodSaid {
  const said = withoutSidecar(workload)
  const sidecar = workload.service?.sidecar?.requests
  return sidecar === undefined ? said : { ...said, overhead: sum(said.overhead, sidecar) }
}

function sum(amounts: Amounts, more: Amounts): Amounts {
  const names = new Set([...Object.keys(amounts), ...Object.keys(more)])
  return Object.fromEntries([...names].map((name) => [name, (amounts[name] ?? 0) + (more[name] ?? 0)]))
}

function withoutSidecar(workload: WorkloadDocument): PodSaid {
  const { name, template, labels, limits, ports } = workload
  if (template !== undefined) return templateSaid(name, template)
  const container = { path: [], name, image: imageNameOf(workload), requests: workload.requests ?? {}, limits, ports }
  return {
    path: [],
    fields: workload,
    labels: { app: name, ...labels },
    containers: [container],
    initContainers: [],
    podRequests: {},
    overhead: {},
    hostNetwork: false,
    terminationUs: workload.terminationGracePeriod ?? DEFAULT_TERMINATION_US,
  }
}

function templateSaid(name: string, { metadata, spec }: TemplateDocument): PodSaid {
  const path = ['template', 'spec']
  const said = (list: 'containers' | 'initContainers') =>
    spec[list].map(({ name: containerName, image = name, resources, ports, restartPolicy }, index): ContainerSaid => {
      const { requests = {}, limits } = resources
      const container = {
        path: [...path, list, index, 'resources'],
        name: containerName,
        image,
        requests,
        limits,
        ports,
      }
      return restartPolicy === undefined ? container : { ...container, restartPolicy }
    })
  return {
    path,
    fields: spec,
    labels: templateLabels(name, { metadata }),
    containers: said('containers'),
    initContainers: said('initContainers'),
    podRequests: { ...spec.resources?.limits, ...spec.resources?.requests },
    overhead: spec.overhead ?? {},
    hostNetwork: spec.hostNetwork ?? false,
    terminationUs: spec.terminationGracePeriodSeconds * US_PER_SECOND,
  }
}

/** A template without labels would have no service in front of it. */
export function templateLabels(name: string, { metadata }: Pick<TemplateDocument, 'metadata'>) {
  return Object.keys(metadata.labels).length === 0 ? { app: name } : metadata.labels
}

export function imageNameOf(workload: WorkloadDocument): string {
  return workload.image.name ?? workload.name
}

type Images = Readonly<
  Record<
    string,
    {
      readonly size?: number | undefined
      readonly layers?: readonly { readonly name: string; readonly size: number }[] | undefined
    }
  >
>

const listedImage = (name: string, images: Images): Images[string] | undefined =>
  Object.entries(images).find(([listed]) => taggedImageName(listed) === taggedImageName(name))?.[1]

const bytesOf = (image: Images[string] | undefined): number | undefined =>
  image?.size ?? image?.layers?.reduce((sum, { size }) => sum + size, 0)

/**
 * Bytes of an image of a workload. In the short form the workload's own size stands, in a template, which may have several images,
 * it is for those that are not listed.
 */
export function imageBytes(image: string, { image: own, template }: WorkloadDocument, images: Images): number {
  const listed = bytesOf(listedImage(image, images))
  return (template === undefined ? (own.size ?? listed) : (listed ?? own.size)) ?? DEFAULT_IMAGE_BYTES
}

/** An image as a node pulls it; one whose layers nobody told is a single layer. */
export function podImage(name: string, workload: WorkloadDocument, images: Images): PodImage {
  const tagged = taggedImageName(name)
  const sizeBytes = imageBytes(name, workload, images)
  const layers = listedImage(name, images)?.layers?.map((layer) => ({ name: layer.name, sizeBytes: layer.size }))
  const isListed = layers !== undefined && bytesOf(listedImage(name, images)) === sizeBytes
  return { name: tagged, sizeBytes, layers: isListed ? layers : [{ name: tagged, sizeBytes }] }
}

/** As in Kubernetes, a limit without a request is the request too. */
export function podContainers(said: PodSaid): PodContainers & RunningContainers {
  const { containers, initContainers, podRequests, overhead } = said
  const asked = ({ name, requests, limits, restartPolicy }: ContainerSaid) => {
    const amounts = { name, requests: { ...limits, ...requests } }
    return restartPolicy === undefined ? amounts : { ...amounts, restartPolicy }
  }
  return { containers: containers.map(asked), initContainers: initContainers.map(asked), podRequests, overhead }
}

/** What one pod asks for in all. */
export function requestsOf(workload: WorkloadDocument): Amounts {
  return effectiveRequests(podContainers(podSaid(workload)))
}

/** What one pod may use in all, of the resources that each of its containers is limited in. */
export function limitsOf(workload: WorkloadDocument): Amounts {
  const said = podSaid(workload)
  const limited = (name: string) => said.containers.every(({ limits }) => limits[name] !== undefined)
  const named = Object.keys(said.containers[0]?.limits ?? {}).filter(limited)
  const sums = named.map((name) => {
    return [name, said.containers.reduce((sum, { limits }) => sum + (limits[name] ?? 0), 0)] as const
  })
  return Object.fromEntries(sums)
}
