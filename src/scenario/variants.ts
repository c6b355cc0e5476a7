import type { PluginChoice } from '../base/plugin-field.ts'
import type { Problem } from '../base/problem.ts'
import { finding, toProblem } from './finding.ts'
import { type Path, parsePath } from './path.ts'
import type { PodAutoscaling, PoliciesDocument, VariantDocument } from './policy-schema.ts'
import { setAt } from './set-path.ts'
import { nodeAt, type TreeNode } from './tree.ts'

/** The one variant of a scenario that names none. */
export const DEFAULT_VARIANT = 'default'

/** What may differ between variants; the rest is the frame in which they are compared. */
const VARIABLE_SECTIONS = ['cluster', 'workloads', 'policies', 'curves', 'ingress', 'sidecar', 'queues']

/** The document as one variant sees it: the differences of its `set` carried out. */
export function variantTree(
  tree: TreeNode,
  variantPath: Path,
): { readonly tree: TreeNode; readonly problems: readonly Problem[] } {
  const set = nodeAt(tree, [...variantPath, 'set'])
  if (set?.kind !== 'map') return { tree, problems: [] }
  const problems: Problem[] = []
  let changed = tree
  for (const [pathText, { keySpan, value }] of set.entries) {
    const report = (message: string, hint: string | null): void => {
      problems.push(toProblem(tree, { ...finding([...variantPath, 'set', pathText], message, hint), at: 'key' }))
    }
    const path = parsePath(pathText)
    if (path === null) report(`"${pathText}" is not a path`, PATH_HINT)
    else if (!VARIABLE_SECTIONS.includes(String(path[0]))) {
      report(`"${String(path[0])}" cannot differ between variants`, `paths begin with ${VARIABLE_SECTIONS.join(', ')}`)
    } else {
      const result = setAt(changed, path, value, keySpan)
      if ('kind' in result) changed = result
      else report(result.message, result.hint)
    }
  }
  return { tree: changed, problems }
}

export const PATH_HINT = 'write it like workloads.checkout.replicas or cluster.nodePools[0].capacity["nvidia.com/gpu"]'

/** The policies of a variant, with one pod autoscaler for each workload. */
export interface ChosenPolicies {
  readonly placement: PluginChoice
  readonly nodeAutoscaling: PluginChoice
  readonly metrics: PoliciesDocument['metrics']
  readonly utilisation: PoliciesDocument['utilisation']
  podAutoscaler(workload: string): PluginChoice
}

/** Pod autoscaler of a workload that a mapping of autoscalers does not name. */
export const STATIC: PluginChoice = { name: 'static', options: {} }

export function choosePolicies(base: PoliciesDocument, variant: VariantDocument | null): ChosenPolicies {
  return {
    placement: variant?.placement ?? base.placement,
    nodeAutoscaling: variant?.nodeAutoscaling ?? base.nodeAutoscaling,
    metrics: variant?.metrics ?? base.metrics,
    utilisation: variant?.utilisation ?? base.utilisation,
    podAutoscaler: (workload) =>
      autoscalerOf(variant?.podAutoscaling, workload) ?? autoscalerOf(base.podAutoscaling, workload) ?? STATIC,
  }
}

function autoscalerOf(choice: PodAutoscaling | undefined, workload: string): PluginChoice | undefined {
  if (choice === undefined || choice.kind === 'all') return choice?.policy
  return Object.hasOwn(choice.policies, workload) ? choice.policies[workload] : undefined
}
