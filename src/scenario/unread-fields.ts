import { keysAt } from '../base/schema-keys.ts'
import type { Path } from './path.ts'
import { type TemplateDocument, templateSchema } from './template-schema.ts'

export interface UnreadField {
  /** From the template to the mapping that has the key. */
  readonly path: Path
  readonly key: string
  /** The keys that are read there. */
  readonly read: readonly string[]
  /** Whether Kubernetes has it there. */
  readonly isKubernetes: boolean
}

const METADATA =
  'annotations creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers generateName generation managedFields ' +
  'name namespace ownerReferences resourceVersion selfLink uid'

const POD_SPEC =
  'activeDeadlineSeconds automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks ephemeralContainers hostAliases hostIPC ' +
  'hostPID hostUsers hostname hostnameOverride imagePullSecrets os readinessGates resourceClaims restartPolicy runtimeClassName ' +
  'schedulerName schedulingGates schedulingGroup securityContext serviceAccount serviceAccountName setHostnameAsFQDN ' +
  'shareProcessNamespace subdomain volumes workloadRef'

const CONTAINER =
  'args command env envFrom imagePullPolicy lifecycle livenessProbe readinessProbe resizePolicy restartPolicyRules securityContext ' +
  'startupProbe stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir'

/** The other fields of Kubernetes' objects (k8s.io/api core/v1), by the last step of the path to them. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  metadata: METADATA.split(' '),
  spec: POD_SPEC.split(' '),
  containers: CONTAINER.split(' '),
  initContainers: CONTAINER.split(' '),
  resources: ['claims'],
}

/** What a template says and nobody reads. */
export function unreadFields(template: TemplateDocument): UnreadField[] {
  const { metadata, spec } = template
  const lists = (['initContainers', 'containers'] as const).flatMap((list) =>
    spec[list].flatMap((container, index) => [
      ...unreadIn(['spec', list, index], container, list),
      ...unreadIn(['spec', list, index, 'resources'], container.resources, 'resources'),
    ]),
  )
  return [
    ...unreadIn([], template, 'template'),
    ...unreadIn(['metadata'], metadata, 'metadata'),
    ...unreadIn(['spec'], spec, 'spec'),
    ...unreadIn(['spec', 'resources'], spec.resources ?? {}, 'resources'),
    ...lists,
  ]
}

function unreadIn(path: Path, mapping: object, kind: string): UnreadField[] {
  const read = keysAt(templateSchema, path) ?? []
  const unread = Object.keys(mapping).filter((key) => !read.includes(key))
  return unread.map((key) => ({ path, key, read, isKubernetes: OTHERS[kind]?.includes(key) ?? false }))
}
