import type { PartResult, VariantResult } from '../results/types.ts'

/** What a summary is about: a whole variant, or one of its services, jobs, pools or queues. */
export const SCOPES = ['cluster', 'service', 'job', 'pool', 'queue'] as const
export type Scope = (typeof SCOPES)[number]

/** A summary's numbers with what they are of; the whole cluster has no name. */
export interface Part extends Pick<PartResult, 'samples'> {
  readonly name: string | null
}

export function partsOf({ samples, services, jobs, pools, queues }: VariantResult, scope: Scope): readonly Part[] {
  return { cluster: [{ name: null, samples }], service: services, job: jobs, pool: pools, queue: queues ?? [] }[scope]
}
