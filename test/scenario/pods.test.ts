import { describe, expect, test } from 'vitest'
import { NO_AFFINITY, PLAIN_SCHEDULING } from '../../src/model/scheduling.ts'
import { image } from '../builders/model.ts'
import { filesOf, load, problemsOf, SMALL } from './loading.ts'

const MIB = 1024 * 1024

/** The small scenario with its workload's lines and top-level lines of one's own. */
function withWorkload(lines: string, top = ''): string {
  return `${top}${SMALL.replace('    replicas: 2\n', `    replicas: 2\n${lines}`)}`
}

/** The same with a template in place of the short form. */
function withTemplate(template: string, more = '', top = ''): string {
  return `${top}${SMALL.replace('    requests: { cpu: 500m, memory: 1Gi }\n', `    template: ${template}\n${more}`)}`
}

const podOf = (text: string) => load(text).variants[0].workloads[0].pod
const ALL_WEB = { matchLabels: { app: 'web' }, matchExpressions: [] }

describe('what a workload says of its pods and what the scheduler reads', () => {
  test('nothing: a service in front of app: web, 30 s to leave, PreemptLowerPriority', () => {
    expect(podOf(SMALL)).toMatchObject({
      labels: { app: 'web' },
      priority: 0,
      terminationUs: 30e6,
      scheduling: { ...PLAIN_SCHEDULING, defaultSpreadSelector: ALL_WEB },
    })
  })

  test("a job's pods have no service in front of them", () => {
    const text = SMALL.replace(/service: .*/, 'job: { arrivals: { every: 20m }, duration: 5m }').replace(
      '    replicas: 2\n',
      '',
    )
    expect(podOf(text).scheduling.defaultSpreadSelector).toBeNull()
  })

  test.each([
    [
      '    labels: { tier: front }\n',
      { labels: { app: 'web', tier: 'front' } },
      { defaultSpreadSelector: { matchLabels: { app: 'web', tier: 'front' }, matchExpressions: [] } },
    ],
    ['    namespace: shop\n', {}, { namespace: 'shop' }],
    ['    nodeName: general-1\n', {}, { nodeName: 'general-1' }],
    ['    terminationGracePeriod: 5m\n', { terminationUs: 300e6 }, {}],
    ['    preemptionPolicy: Never\n', {}, { preemptionPolicy: 'Never' }],
    ['    priorityClassName: system-node-critical\n', { priority: 2_000_001_000 }, {}],
    [
      '    ports: [{ containerPort: 80 }, { hostPort: 53, protocol: UDP, hostIP: 10.0.0.1 }]\n',
      {},
      { hostPorts: [{ hostIp: '10.0.0.1', protocol: 'UDP', hostPort: 53 }] },
    ],
  ])('%s', (lines, pod, scheduling) => {
    expect(podOf(withWorkload(lines))).toMatchObject({ ...pod, scheduling })
  })

  test('spread as it is written, with the defaults of Kubernetes', () => {
    const text = withWorkload(
      '    topologySpreadConstraints:\n' +
        '      - { maxSkew: 2, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, minDomains: 3,\n' +
        '          labelSelector: { matchExpressions: [{ key: app, operator: Exists }] },\n' +
        '          nodeTaintsPolicy: Honor, matchLabelKeys: [app] }\n' +
        '      - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }\n',
    )
    expect(podOf(text).scheduling.topologySpreadConstraints).toEqual([
      {
        maxSkew: 2,
        topologyKey: 'zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: {}, matchExpressions: [{ key: 'app', operator: 'Exists', values: [] }] },
        minDomains: 3,
        nodeAffinityPolicy: 'Honor',
        nodeTaintsPolicy: 'Honor',
        matchLabelKeys: ['app'],
      },
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: null,
        minDomains: null,
        nodeAffinityPolicy: 'Honor',
        nodeTaintsPolicy: 'Ignore',
        matchLabelKeys: [],
      },
    ])
    expect(load(text).notes).toContainEqual({
      about: 'workloads[0].topologySpreadConstraints[1]',
      text: 'without a labelSelector it counts no pods and spreads nothing',
    })
  })

  test('affinity as it is written; label keys go into the selector with the values of the pod', () => {
    const term = `{ topologyKey: zone, labelSelector: { matchLabels: { tier: db } }, namespaceSelector: {},
                    matchLabelKeys: [app], mismatchLabelKeys: [app, absent] }`
    const text = withWorkload(`    affinity:
      nodeAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          nodeSelectorTerms: [{ matchExpressions: [{ key: disk, operator: In, values: [ssd] }] }]
        preferredDuringSchedulingIgnoredDuringExecution:
          - { weight: 7, preference: { matchFields: [{ key: metadata.name, operator: In, values: [general-0] }] } }
      podAffinity:
        requiredDuringSchedulingIgnoredDuringExecution: [${term}]
      podAntiAffinity:
        preferredDuringSchedulingIgnoredDuringExecution:
          - { weight: 5, podAffinityTerm: { topologyKey: host, namespaces: [shop] } }
`)
    expect(podOf(text).scheduling.affinity).toEqual({
      node: {
        required: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }], matchFields: [] }],
        preferred: [
          {
            weight: 7,
            preference: {
              matchExpressions: [],
              matchFields: [{ key: 'metadata.name', operator: 'In', values: ['general-0'] }],
            },
          },
        ],
      },
      pod: {
        ...NO_AFFINITY.pod,
        required: [
          {
            topologyKey: 'zone',
            labelSelector: {
              matchLabels: { tier: 'db' },
              matchExpressions: [
                { key: 'app', operator: 'In', values: ['web'] },
                { key: 'app', operator: 'NotIn', values: ['web'] },
              ],
            },
            namespaces: [],
            namespaceSelector: { matchLabels: {}, matchExpressions: [] },
          },
        ],
      },
      podAnti: {
        ...NO_AFFINITY.podAnti,
        preferred: [
          {
            weight: 5,
            term: { topologyKey: 'host', labelSelector: null, namespaces: ['shop'], namespaceSelector: null },
          },
        ],
      },
    })
  })
})

describe('priority classes', () => {
  const classes = `priorityClasses:
  - { name: high, value: 1000 }
  - { name: meek, value: 10, preemptionPolicy: Never, globalDefault: true }
`
  test.each([
    ['', 10, 'Never'],
    ['    priority: 7\n', 7, 'PreemptLowerPriority'],
    ['    priorityClassName: high\n', 1000, 'PreemptLowerPriority'],
    ['    priorityClassName: high\n    priority: 1000\n', 1000, 'PreemptLowerPriority'],
    ['    priorityClassName: system-cluster-critical\n', 2_000_000_000, 'PreemptLowerPriority'],
  ])('%j', (lines, priority, preemptionPolicy) => {
    expect(podOf(withWorkload(lines, classes))).toMatchObject({ priority, scheduling: { preemptionPolicy } })
  })
})

describe('a whole pod template', () => {
  const TEMPLATE = `
      metadata: { labels: { app: shop }, annotations: { note: any } }
      spec:
        priorityClassName: system-cluster-critical
        terminationGracePeriodSeconds: 5
        overhead: { cpu: 50m }
        volumes: [{ name: data, emptyDir: {} }]
        initContainers:
          - { name: load, image: loader, resources: { requests: { cpu: 2 } } }
          - { name: proxy, image: proxy, restartPolicy: Always, resources: { requests: { cpu: 100m, memory: 128974848 } } }
        containers:
          - { name: app, image: "shop:1", env: [], resources: { limits: { cpu: 1, memory: 1Gi }, requests: { cpu: 500m } },
              ports: [{ containerPort: 80, hostPort: 8080 }] }
          - { name: log, image: "logger:latest", env: [] }`
  const text = withTemplate(
    TEMPLATE,
    '    image: { size: 100Mi }\n',
    'images: { loader: { size: 10Mi }, logger: { size: 20Mi }, other: { size: 1Mi } }\n',
  )

  test('requests are folded as the scheduler folds them', () => {
    // cpu: the larger of 500m + 100m sidecar and 2000m of the first init container, and 50m on top.
    // memory: 1Gi as limited and 123Mi of the sidecar. For scores the logger counts 100m and 200Mi, the loader 200Mi.
    expect(podOf(text)).toMatchObject({
      requests: { cpu: 2050, memory: (1024 + 123) * MIB },
      scored: { cpuMilli: 2050, memoryBytes: (1024 + 123 + 200) * MIB },
      labels: { app: 'shop' },
      priority: 2_000_000_000,
      terminationUs: 5e6,
      limits: {},
      usage: { busy: { cpu: 2050 } },
      scheduling: { hostPorts: [{ hostIp: '', protocol: 'TCP', hostPort: 8080 }] },
    })
  })

  test('sizes of images: as listed, with or without their tag, or as the workload says', () => {
    expect(podOf(text).images).toEqual([
      image('loader:latest', 10 * MIB),
      image('proxy:latest', 100 * MIB),
      image('shop:1', 100 * MIB),
      image('logger:latest', 20 * MIB),
    ])
  })

  test('what is not read is told', () => {
    expect(load(text).notes).toEqual([
      { about: 'images.other', text: 'no workload has this image' },
      {
        about: 'workloads[0].template',
        text: 'without effect in a simulation: metadata.annotations, spec.volumes, spec.containers[].env',
      },
    ])
  })

  test.each([
    [
      '{ spec: { containers: [{ name: a }] } }',
      { labels: { app: 'web' }, requests: {}, images: [{ name: 'web:latest' }] },
    ],
    [
      '{ spec: { hostNetwork: true, containers: [{ name: a, ports: [{ containerPort: 80 }] }] } }',
      { scheduling: { hostPorts: [{ hostPort: 80 }] } },
    ],
    [
      '{ spec: { containers: [{ name: a, resources: { requests: { cpu: 1 } } }], resources: { limits: { cpu: 3 } } } }',
      { requests: { cpu: 3000 } },
    ],
  ])('%s', (template, pod) => {
    expect(podOf(withTemplate(template))).toMatchObject(pod)
  })

  test('the resolved document loads to the same', () => {
    const scenario = load(text)
    expect(load(JSON.stringify(scenario.document))).toEqual(scenario)
  })
})

describe('the cluster around them', () => {
  test('budgets of the cluster and of workloads', () => {
    const text = withWorkload('    podDisruptionBudget: { maxUnavailable: 25% }\n').replace(
      'cluster:\n',
      'cluster:\n  disruptionBudgets: [{ name: all, namespace: shop, selector: {}, minAvailable: 2 }]\n',
    )
    expect(load(text).variants[0].cluster.disruptionBudgets).toEqual([
      {
        name: 'all',
        namespace: 'shop',
        selector: { matchLabels: {}, matchExpressions: [] },
        bound: { kind: 'minAvailable', pods: { kind: 'count', count: 2 } },
        unhealthyPodEvictionPolicy: 'IfHealthyBudget',
      },
      {
        name: 'web',
        namespace: 'default',
        selector: ALL_WEB,
        bound: { kind: 'maxUnavailable', pods: { kind: 'percent', percent: 25 } },
        unhealthyPodEvictionPolicy: 'IfHealthyBudget',
      },
    ])
  })

  test('namespaces have their name as a label', () => {
    const text = withWorkload('    namespace: shop\n', 'namespaces: { db: { labels: { team: data } } }\n')
    expect(load(text).variants[0].cluster.namespaces).toEqual({
      db: { team: 'data', 'kubernetes.io/metadata.name': 'db' },
      shop: { 'kubernetes.io/metadata.name': 'shop' },
    })
  })

  test('a cordoned pool has the taint of cordoned nodes', () => {
    const [pool] = load(SMALL.replace('count: 2', 'unschedulable: true')).variants[0].cluster.pools
    expect(pool).toMatchObject({
      unschedulable: true,
      shape: { taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] },
    })
  })
})

describe('the resolved document', () => {
  const everything = withWorkload(
    `    labels: { tier: front }
    namespace: shop
    priorityClassName: high
    terminationGracePeriod: 10s
    ports: [{ hostPort: 80 }]
    podDisruptionBudget: { minAvailable: 1 }
    tolerations: [{ key: gpu, operator: Exists, tolerationSeconds: 5 }]
    topologySpreadConstraints:
      - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } } }
    affinity:
      podAntiAffinity:
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: host, labelSelector: {} }]
`,
    `priorityClasses: [{ name: high, value: 5 }]
namespaces: { shop: {} }
images: { web: { size: 10Mi } }
variants:
  - { name: as-is }
  - { name: lower, set: { workloads.web.priorityClassName: system-node-critical, "cluster.nodePools.general.unschedulable": true } }
  - { name: configured, placement: { kube-scheduler-config: { extenders: [], profiles: [{ plugins: { score: { disabled: [{ name: NodeVolumeLimits }] } } }] } } }
`,
  )

  test('loads to the same', () => {
    const scenario = load(everything)
    expect(load(JSON.stringify(scenario.document))).toEqual(scenario)
    expect(scenario.variants.map(({ workloads }) => workloads[0].pod.priority)).toEqual([5, 2_000_001_000, 5])
  })

  test('plugins of a configuration that are not simulated are told', () => {
    expect(load(everything).notes).toContainEqual({
      about: 'placement kube-scheduler-config',
      text: 'not simulated, so without effect: NodeVolumeLimits, extenders',
    })
  })
})

describe('a scheduler configuration in a file', () => {
  const text = `${SMALL}policies: { placement: { kube-scheduler-config: { file: scheduler.yaml } } }\n`
  const HEAD = 'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n'
  const given = (configuration: string) => ({ files: filesOf({ 'scheduler.yaml': configuration }) })

  test('is what it holds', () => {
    const inline = `${SMALL}policies: { placement: { kube-scheduler-config: { percentageOfNodesToScore: 50 } } }\n`
    const loaded = load(text, given(`${HEAD}percentageOfNodesToScore: 50\n`))
    expect(loaded.variants).toEqual(load(inline).variants)
    expect(loaded.inputs).toMatchObject([{ path: 'scheduler.yaml' }])
  })

  test.each([
    [
      `${HEAD}profiles: [{ plugins: { score: { enabled: [{ name: NodeResourcesFitt }] } } }]\n`,
      'scheduler.yaml:3:52 policies.placement.kube-scheduler-config.profiles[0].plugins.score.enabled[0].name: no scheduler plugin named "NodeResourcesFitt"',
    ],
    [
      `${HEAD}parallelsm: 4\n`,
      'scheduler.yaml:3:1 policies.placement.kube-scheduler-config.parallelsm: unknown key "parallelsm" in "kube-scheduler-config"',
    ],
    ['a: [\n', 'scheduler.yaml:2:1 : flow sequence in block collection must be sufficiently indented and end with a ]'],
    [
      '- a\n',
      'test.yaml:14:57 policies.placement.kube-scheduler-config.file: scheduler.yaml holds no KubeSchedulerConfiguration',
    ],
  ])('is told what is wrong with it where it is: %j', (configuration, problem) => {
    expect(problemsOf(text, given(configuration))).toEqual([problem])
  })

  test('that is not there is a problem where it is named', () => {
    expect(problemsOf(text)).toEqual([
      'test.yaml:14:57 policies.placement.kube-scheduler-config.file: there is no file scheduler.yaml',
    ])
  })
})
