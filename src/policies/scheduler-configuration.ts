import { z } from 'zod'
import { closestNameHint } from '../base/closest-name.ts'
import { issue, passedOn } from '../base/issue.ts'
import { keysAt } from '../base/schema-keys.ts'
import { isModelled, KUBE_PLUGINS, kubeFilter, kubeScore, PREEMPTION } from './kube-plugins.ts'

/*
 * A KubeSchedulerConfiguration as kube-scheduler reads it (k8s.io/kube-scheduler/config/v1). What it says of plugins and their
 * arguments is checked; settings of the process itself are accepted as they are.
 */

export const API_VERSION = 'kubescheduler.config.k8s.io/v1'

export const EXTENSION_POINTS = [
  'multiPoint',
  'preEnqueue',
  'queueSort',
  'preFilter',
  'filter',
  'postFilter',
  'preScore',
  'score',
  'reserve',
  'permit',
  'preBind',
  'bind',
  'postBind',
] as const

type ExtensionPoint = (typeof EXTENSION_POINTS)[number]

const pluginEntry = z.strictObject({
  name: z.string().describe("A plugin's name; under `disabled` also * for all."),
  weight: z.int().min(0).optional().describe('How much its score counts; 0 and nothing mean 1.'),
})

const pluginSet = z.strictObject({
  enabled: z.array(pluginEntry).default([]).describe('Plugins that take part, beside those that do by default.'),
  disabled: z.array(pluginEntry).default([]).describe('Plugins that do not take part; * for all.'),
})

/** A setting of the process, of no consequence here. */
const processSetting = () => z.unknown().optional().describe('Without effect in a simulation.')

const pluginConfig = z.strictObject({
  name: z.string().describe('The plugin whose arguments these are.'),
  args: z.record(z.string(), z.unknown()).default({}).describe('Its arguments.'),
})

const percentage = z.int().min(0).max(100).optional()

const profile = z.strictObject({
  schedulerName: z.string().optional().describe('The name of the scheduler.'),
  percentageOfNodesToScore: percentage.describe('The share of the nodes that is looked at.'),
  plugins: z
    .strictObject(
      Object.fromEntries(
        EXTENSION_POINTS.map((point) => [
          point,
          pluginSet.optional().describe(`Plugins of the extension point ${point}.`),
        ]),
      ) as Record<ExtensionPoint, z.ZodOptional<typeof pluginSet>>,
    )
    .prefault({})
    .describe('Which plugins take part, by extension point.'),
  pluginConfig: z.array(pluginConfig).default([]).describe('Arguments of plugins.'),
})

export type SchedulerProfile = z.output<typeof profile>

/** DefaultPreemptionArgs of a KubeSchedulerConfiguration. */
export const preemptionArgs = z.strictObject({
  minCandidateNodesPercentage: z
    .int()
    .min(0)
    .max(100)
    .default(10)
    .describe('Share of the nodes that is tried at least.'),
  minCandidateNodesAbsolute: z.int().min(0).default(100).describe('Number of nodes that is tried at least.'),
})

export const schedulerConfiguration = z
  .strictObject({
    apiVersion: z.literal(API_VERSION).default(API_VERSION).describe('The version of the format.'),
    kind: z.literal('KubeSchedulerConfiguration').default('KubeSchedulerConfiguration').describe('What it is.'),
    percentageOfNodesToScore: percentage.describe('For all profiles. Without it every node is looked at.'),
    profiles: z.array(profile).min(1).prefault([{}]).describe('Schedulers; the first is the one that places.'),
    extenders: z.unknown().optional().describe('Left out, with a note.'),
    parallelism: processSetting(),
    podInitialBackoffSeconds: processSetting(),
    podMaxBackoffSeconds: processSetting(),
    delayCacheUntilActive: processSetting(),
    leaderElection: processSetting(),
    clientConnection: processSetting(),
    enableProfiling: processSetting(),
    enableContentionProfiling: processSetting(),
  })
  .check((context) => {
    const [first] = context.value.profiles
    for (const found of [...nameIssues(first), ...argumentIssues(first)]) {
      context.issues.push({ ...found, path: ['profiles', 0, ...(found.path ?? [])] } as z.core.$ZodRawIssue)
    }
  })

export type SchedulerConfiguration = z.output<typeof schedulerConfiguration>

function nameIssues({ plugins }: SchedulerProfile): z.core.$ZodRawIssue[] {
  return EXTENSION_POINTS.flatMap((point) =>
    (['enabled', 'disabled'] as const).flatMap((list) =>
      (plugins[point]?.[list] ?? []).flatMap(({ name }, index) => {
        const message =
          list === 'disabled' && name === '*' ? null : nameMessage(name, list === 'enabled' ? point : null)
        const hint = KUBE_PLUGINS.includes(name) ? null : closestNameHint(name, KUBE_PLUGINS)
        return message === null ? [] : [issue(name, message, hint, ['plugins', point, list, index, 'name'])]
      }),
    ),
  )
}

function nameMessage(name: string, enabledAt: ExtensionPoint | null): string | null {
  if (!KUBE_PLUGINS.includes(name)) return `no scheduler plugin named "${name}"`
  if (!isModelled(name)) return null
  if (enabledAt === 'score' && kubeScore(name) === undefined) return `${name} does not score nodes`
  return enabledAt === 'filter' && kubeFilter(name) === undefined ? `${name} does not filter nodes` : null
}

function argumentIssues({ pluginConfig: configs }: SchedulerProfile): z.core.$ZodRawIssue[] {
  return configs.flatMap(({ name, args }, index) => {
    const path = ['pluginConfig', index]
    if (!KUBE_PLUGINS.includes(name)) {
      return [
        issue(name, `no scheduler plugin named "${name}"`, closestNameHint(name, KUBE_PLUGINS), [...path, 'name']),
      ]
    }
    if (configs.findIndex((config) => config.name === name) < index) {
      return [issue(name, `${name} has arguments twice`, 'write them in one place', [...path, 'name'])]
    }
    const schema = argumentsOf(name)
    if (schema === null) return []
    const decoded = z.safeDecode(schema, withoutType(args), { reportInput: true })
    return decoded.success ? [] : decoded.error.issues.flatMap((found) => placed(found, schema, [...path, 'args']))
  })
}

/** Unknown arguments get their nearest names. */
function placed(found: z.core.$ZodIssue, schema: z.ZodType, path: PropertyKey[]): z.core.$ZodRawIssue[] {
  if (found.code !== 'unrecognized_keys') return [passedOn(found, path)]
  const known = keysAt(schema, found.path) ?? []
  return found.keys.map((key) =>
    issue(found.input, `unknown argument "${key}"`, closestNameHint(key, known), [...path, ...found.path, key]),
  )
}

/** The schema of a plugin's arguments; null: simcap reads none. A plugin's filter and its score share their arguments. */
export function argumentsOf(name: string): z.ZodType | null {
  if (name === PREEMPTION) return preemptionArgs
  return kubeFilter(name)?.options ?? kubeScore(name)?.options ?? null
}

/** Arguments may say what they are. */
export function withoutType({ apiVersion: _apiVersion, kind: _kind, ...args }: Readonly<Record<string, unknown>>) {
  return args
}
