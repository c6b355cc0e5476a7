/** A broken scenario in this folder and everything that simcap says of it: `line:column path: message → hint`. */
export interface BrokenScenario {
  readonly file: string
  readonly says: readonly string[]
}

export const BROKEN_SCENARIOS: readonly BrokenScenario[] = [
  {
    file: 'allocatable-above-capacity.yaml',
    says: [
      '9:27 cluster.nodePools[0].allocatable.cpu: 9 is more than the capacity of 8 → lower it, or raise the capacity',
      '10:17 cluster.nodePools[0].reserved: `allocatable` and `reserved` say the same thing twice → keep one of them',
    ],
  },
  {
    file: 'bad-indent.yaml',
    says: ['7:1 sequence item without - indicator'],
  },
  {
    file: 'bad-start.yaml',
    says: [
      '4:8 start: 2026-11-10T18:00:00 has no time zone → write 2026-11-10T18:00:00Z (UTC) or 2026-11-10T18:00:00+08:00',
    ],
  },
  {
    file: 'capital-name.yaml',
    says: ['2:7 name: "My Shop!" is not a name → write "my-shop" (lower-case letters, digits, - and .)'],
  },
  {
    file: 'cron.yaml',
    says: [
      '11:30 workloads[0].job.arrivals.cron: the scenario names no start, so the schedule has no place on its time axis → write start: 2026-11-10T18:00:00+08:00 in the scenario',
      '14:30 workloads[1].job.arrivals.cron: "0 0 30 2 *" never comes → choose a day that the month has',
      '17:62 workloads[2].job.arrivals.concurrencyPolicy: the text "Wait" is not one of the possible values → all: Allow, Forbid, Replace',
      '23:28 policies.podAutoscaling.scheduled.schedule: the scenario names no start, so the schedule has no place on its time axis → write start: 2026-11-10T18:00:00+08:00 in the scenario',
      '26:55 variants[0].podAutoscaling.scheduled.schedule[0].cron: "0 0 31 4 *" never comes → choose a day that the month has',
    ],
  },
  {
    file: 'curve-circle.yaml',
    says: [
      '10:24 curves.a.scale.curve: the curve is made of itself: a → b → a → take one of these names out',
      '11:14 curves.b.sum[0]: the curve is made of itself: b → a → b → take one of these names out',
    ],
  },
  {
    file: 'duplicate-key.yaml',
    says: ['12:5 the key "replicas" is given twice; the first is on line 11 → keep one of them'],
  },
  {
    file: 'duplicate-name.yaml',
    says: [
      '9:13 cluster.nodePools[1].name: the name "general" is taken by cluster.nodePools[0] → give each a name of its own',
      '16:11 workloads[1].name: the name "web" is taken by workloads[0] → give each a name of its own',
      '22:11 variants[1].name: the name "a" is taken by variants[0] → give each a name of its own',
    ],
  },
  {
    file: 'formula-assignment.yaml',
    says: [
      '17:18 policies.placement.weighted-match.formula: an assignment cannot be used in a formula → allowed: numbers, variables, + - * / ^ %, == != < <= > >=, and or not, a ? b : c, and listed functions',
    ],
  },
  {
    file: 'formula-import.yaml',
    says: [
      '15:53 policies.placement.weighted-match.formula: no function named "import" → functions: abs, ceil, floor, round, sign, sqrt, cbrt, exp, log, log2, log10, log1p, sin, cos, tan, atan, atan2, min, max, clamp, pow, mod, hypot',
    ],
  },
  {
    file: 'formula-variable.yaml',
    says: [
      '15:52 policies.placement.weighted-match.formula: no variable named "demandMach" → did you mean "demandMatch"? variables: weight, demandMatch, resourceMatch, constraintMatch, allocatable_cpu, free_cpu, request_cpu, allocatable_memory, free_memory, request_memory, allocatable_disk, free_disk, request_disk; constants: pi, tau, e, true, false',
    ],
  },
  {
    file: 'fraction.yaml',
    says: ['7:14 cluster.nodePools[0].count: must be a whole number, not 2.5'],
  },
  {
    file: 'hpa.yaml',
    says: [
      '16:49 policies.podAutoscaling.hpa.scaleTargetRef.name: "api" is not the workload that is scaled here → leave scaleTargetRef out, or write "web"',
      '19:47 policies.podAutoscaling.hpa.metrics[0].resource.name: workload "web": missing request for cpu in container web → utilisation is a share of what containers request: add the request, or steer by averageValue',
      '20:84 policies.podAutoscaling.hpa.metrics[1].containerResource.container: workload "web": no container named "proxy" → utilisation is a share of what containers request: add the request, or steer by averageValue',
      '23:43 variants[0].podAutoscaling.hpa.minReplicas: minReplicas 5 is above maxReplicas 3 → exchange them',
      '30:51 variants[1].podAutoscaling.hpa.metrics[0].pods.metric.name: no metric named "request-per-second" → did you mean "requests-per-second"? all: queue-length, requests-in-flight, requests-per-second',
      '30:117 variants[1].podAutoscaling.hpa.metrics[0].pods.target.averageValue: "1Q" is not a quantity → write it like 500m, 2, 512Mi, 4Gi or 1.5G; K and mi are no suffixes',
      '32:102 variants[2].podAutoscaling.hpa.metrics[0].external.metric.name: no curve and no metric of a service named "order" → did you mean "orders"? all: orders, queue-length, requests-in-flight, requests-per-second',
    ],
  },
  {
    file: 'json-comma.yaml',
    says: ['4:14 missing , or : between flow map items'],
  },
  {
    file: 'limits-reversed.yaml',
    says: ['9:15 cluster.nodePools[0].limits: min 9 is above max 3 → exchange them'],
  },
  {
    file: 'missing-fields.yaml',
    says: [
      '1:1 name: a name is missing → write it like checkout, double-11',
      '1:1 duration: a duration is missing → write it like 90s, 5m, 1h30m, 250ms',
      '4:7 cluster.nodePools[0].name: a name is missing → write it like checkout, double-11',
      '6:5 workloads[0].requests: required, but missing → write for instance { cpu: 500m, memory: 1Gi }',
      '7:5 workloads[0].service.capacityPerReplica: how fast a replica works is missing → write capacityPerReplica: 100/s, or serviceTime: 40ms and concurrency: 4',
    ],
  },
  {
    file: 'missing-file.yaml',
    says: ['13:29 workloads[0].service.load.csv: there is no file nowhere.csv'],
  },
  {
    file: 'missing-unit.yaml',
    says: [
      '3:11 duration: 3600 has no unit → write 3600s, 3600m (minutes) or 3600h',
      '12:36 workloads[0].requests.memory: 512 has no unit → write 512Mi (mebibytes) or 512M (megabytes)',
      '13:22 workloads[0].service.load: 100 has no unit → write 100/s, 100/min or 100/h',
    ],
  },
  {
    file: 'negative-number.yaml',
    says: [
      '7:14 cluster.nodePools[0].count: must be at least 0, not -2',
      '8:35 cluster.nodePools[0].capacity.memory: -32Gi is negative → write 0 or more',
    ],
  },
  {
    file: 'network-file.yaml',
    says: [
      '13:29 workloads[0].service.load.csv: https://example.org/load.csv is an address; scenarios read files only',
    ],
  },
  {
    file: 'nodes-without-column.yaml',
    says: [
      '7:21 cluster.nodePools[0].nodes.csv: nodes.csv has no column "cpu_mili" → did you mean "cpu_milli"? all: cpu_milli, memory, sn',
    ],
  },
  {
    file: 'not-a-mapping.yaml',
    says: ['1:1 expected a mapping, not a list'],
  },
  {
    file: 'open-bracket.yaml',
    says: ['9:1 flow map in block collection must be sufficiently indented and end with a }'],
  },
  {
    file: 'outside-file.yaml',
    says: [
      '13:29 workloads[0].service.load.csv: ../../package.json is outside the folder of the scenario (in ../..); --allow-path DIR lets simcap read there',
    ],
  },
  {
    file: 'plain-text.yaml',
    says: ['1:1 expected a mapping, not the text "just a sentence"'],
  },
  {
    file: 'policy-option-typo.yaml',
    says: [
      '16:32 policies.podAutoscaling.web.load-plus-safety.safteyFactor: unknown key "safteyFactor" in "load-plus-safety" → did you mean "safetyFactor"? all: capacityPerInstance, every, max, min, safety, safetyFactor',
      '16:59 policies.podAutoscaling.web.load-plus-safety.safety: the text "ad" is not one of the possible values → did you mean "add"? all: add, multiply',
    ],
  },
  {
    file: 'policy-typo.yaml',
    says: [
      '15:14 policies.placement: no placement policy named "least-alocated" → did you mean "least-allocated"? all: best-fit, dot-product, expression, fgd, first-fit, gpu-best-fit, gpu-clustering, gpu-dot-product, gpu-packing, kube-default, kube-scheduler-config, least-allocated, most-allocated, random, weighted-match, worst-fit',
      '16:21 policies.podAutoscaling.target-utilization: no pod autoscaler named "target-utilization" → did you mean "target-utilisation"? all: hpa, load-plus-safety, predictive, queue-length, scheduled, static, target-utilisation, vertical',
      '17:20 policies.nodeAutoscaling: no node autoscaler named "pending-pod" → did you mean "pending-pods"? all: cluster-autoscaler, karpenter, pending-pods, static',
    ],
  },
  {
    file: 'price-without-end.yaml',
    says: [
      '8:21 cluster.nodePools[0].pricePerHour: must be at most 1000000000, not 1e+308',
      '12:22 workloads[0].service.load: 1e308/s is too large → rates end at 1000000000000000/s',
    ],
  },
  {
    file: 'proto-key.yaml',
    says: ['14:1 a key may not be named __proto__'],
  },
  {
    file: 'requests-above-limits.yaml',
    says: [
      '12:22 workloads[0].requests.cpu: 500m is more than the limit of 250m → lower the request, or raise the limit',
    ],
  },
  {
    file: 'self-alias.yaml',
    says: ['16:23 the alias *all contains itself'],
  },
  {
    file: 'service-and-job.yaml',
    says: [
      '14:5 workloads[0].job: a workload is a service or a job, not both → make two workloads of it',
      '15:5 workloads[1].service: a workload is a service, a function or a job → add `service: { load: …, capacityPerReplica: 100/s }`, `function: { load: …, serviceTime: 80ms }` or `job: { arrivals: …, duration: 5m }`',
      '20:31 workloads[2].job.arrivals.every: a period of 0s never ends → write for instance 10m',
    ],
  },
  {
    file: 'set-nowhere.yaml',
    says: [
      '17:7 variants[0].set["cluster.nodePools.genral.count"]: there is no "genral" in cluster.nodePools → did you mean "general"? all: general',
      '18:7 variants[0].set["cluster.nodePools[3].count"]: cluster.nodePools has 1 item; the first is [0], so there is no [3]',
      '19:7 cluster.nodePools[0].cuont: unknown key "cuont" in "nodePools[0]" → did you mean "count"? all: allocatable, bootTime, capacity, count, gpus, instanceTypes, labels, limits, name, nodes, pricePerHour, provisioning, purchase, reserved, taints, unschedulable, warm, zones',
      '20:31 workloads[0].replicas: expected a number, not the text "many"',
      '21:7 variants[0].set.duration: "duration" cannot differ between variants → paths begin with cluster, workloads, policies, curves, ingress, sidecar, queues',
      '22:7 variants[0].set["workloads..replicas"]: "workloads..replicas" is not a path → write it like workloads.checkout.replicas or cluster.nodePools[0].capacity["nvidia.com/gpu"]',
      '23:7 variants[0].set["workloads.web.replicas.max"]: workloads.web.replicas is the text "many", so there is nothing inside it to set → end the path there, and give the whole as the value',
    ],
  },
  {
    file: 'too-many-series-steps.yaml',
    says: [
      '4:14 seriesEvery: series of more than 50000 steps → write 25s or more, or leave it out', // 1,209,600 s / 50,000 = 24.2 s
    ],
  },
  {
    file: 'too-much.yaml',
    says: [
      '3:11 duration: a run lasts more than 0s and at most ten years → write for instance 24h or 14d',
      '7:14 cluster.nodePools[0].count: must be at most 200000, not 2000000',
      '11:15 workloads[0].replicas: must be at most 50000, not 1000000',
    ],
  },
  {
    file: 'two-documents.yaml',
    says: ['14:1 a second document starts here → one scenario per file: remove the "---" and what follows, or move it'],
  },
  {
    file: 'unknown-alias.yaml',
    says: ['11:15 there is no anchor &many before this alias → write &many where the value is first given'],
  },
  {
    file: 'unknown-curve.yaml',
    says: [
      '11:27 curves.total.sum[1]: no curve named "morning" → all: azure-functions, clip, constant, csv, daily, evening, event, expression, growth, noise, prometheus, ramp, repeat, request-trace, scale, shift, spike, steps, sum, total, weekly',
      '16:22 workloads[0].service.load: no curve named "evenin" → did you mean "evening"? all: azure-functions, clip, constant, csv, daily, evening, event, expression, growth, noise, prometheus, ramp, repeat, request-trace, scale, shift, spike, steps, sum, total, weekly',
    ],
  },
  {
    file: 'unknown-gpu.yaml',
    says: [
      '12:41 workloads[0].requests["nvidia.com/gpus"]: no node pool has nvidia.com/gpus → did you mean "nvidia.com/gpu"? all: cpu, ephemeral-storage, memory, nvidia.com/gpu',
    ],
  },
  {
    file: 'unknown-key.yaml',
    says: [
      '7:7 cluster.nodePools[0].cuont: unknown key "cuont" in "nodePools[0]" → did you mean "count"? all: allocatable, bootTime, capacity, count, gpus, instanceTypes, labels, limits, name, nodes, pricePerHour, provisioning, purchase, reserved, taints, unschedulable, warm, zones',
    ],
  },
  {
    file: 'unknown-metric.yaml',
    says: [
      '15:15 expect[0].metric: no metric named "requests.lostSare" → did you mean "requests.lostShare"?',
      '16:36 expect[1].variant: no variant named "scaled" → all: default',
      '17:40 expect[2].workload: no workload named "wbe" → did you mean "web"? all: web',
      '18:15 expect[3].metric: "load.max" is not a metric of the whole cluster → add workload: NAME',
      '19:5 expect[4].max: an expectation needs `min` or `max` → write for instance max: 1%',
      '20:32 expect[5].min: min 5 is above max 2 → exchange them',
      '21:32 expect[6].max: "a lot" is not a bound → write a number in the unit of the metric, a share such as 5%, or a time such as 400ms',
    ],
  },
  {
    file: 'unknown-resource.yaml',
    says: [
      '12:17 workloads[0].requests.cpus: no resource named "cpus" → did you mean "cpu"? all: cpu, ephemeral-storage, memory, pods, and names with a domain such as nvidia.com/gpu',
    ],
  },
  {
    file: 'unknown-section.yaml',
    says: [
      '14:1 varients: unknown key "varients" in a scenario → did you mean "variants"? all: apiVersion, cluster, currency, curves, description, duration, expect, images, import, ingress, kind, maxRequests, name, namespaces, policies, priorityClasses, queues, resolution, seed, seriesEvery, sidecar, start, variants, workloads',
    ],
  },
  {
    file: 'unknown-tag.yaml',
    says: ['11:15 tags such as "!name" are not used in scenarios → remove the tag, or put the text in quotes'],
  },
  {
    file: 'service-calls.yaml',
    says: [
      '8:47 ingress[0].to.shopp: no service named "shopp" → did you mean "shop"? all: prices, shop, stock',
      '8:57 ingress[0].to.nightly: "nightly" is a job; only services answer requests',
      '12:81 workloads[0].service.calls[1].service: no service named "sotck" → did you mean "stock"? all: prices, shop, stock',
      '15:49 workloads[1].service.calls: services call each other in a circle: stock → prices → stock → take one of these calls out; a request would never be answered',
      '15:97 workloads[1].service.calls[1].service: "nightly" is a job; only services answer requests',
    ],
  },
  {
    file: 'service-work.yaml',
    says: [
      '10:48 workloads[0].service.capacityPerReplica: 100/s is not what the service time says: 125/s → leave it out, or change serviceTime or concurrency',
      '13:41 workloads[1].service.serviceTime: a service time of 0s → write for instance 40ms, or capacityPerReplica instead',
      '16:43 workloads[2].service.serviceTime.pareto: with alpha 0.9 and no max it has no mean → give it a max, or an alpha above 1',
      '19:41 workloads[3].service.serviceTime: it varies without bound, and so would the wait → give it a max, or an alpha above 2',
      '22:55 workloads[4].service.concurrency: concurrency needs a serviceTime → write for instance serviceTime: 40ms',
      '27:62 workloads[5].service.cpuPerRequest: with this limit on cpu a replica serves no request at all → raise the limit, or lower usage.idle.cpu',
      '30:75 workloads[6].service.slo.availability: 120% is above 100% → write 100% or less',
      '33:84 workloads[7].service.withoutReplicas: requests that are reckoned with one by one are not held → write fidelity: fluid, or withoutReplicas: refuse',
      '36:80 workloads[8].service.retries.backoff: a fluid tries again at once, without a backoff → write fidelity: requests, or leave the backoff out',
      '39:39 workloads[9].service.tokenTime: its load is no request-trace, so there are no tokens to take time → write load: { request-trace: { file: requests.csv } }, or serviceTime: 2s in place of tokenTime',
    ],
  },
  {
    file: 'unknown-workload.yaml',
    says: ['15:21 policies.podAutoscaling.wbe: no workload named "wbe" → did you mean "web"? all: web'],
  },
  {
    file: 'wrong-type.yaml',
    says: ['7:14 cluster.nodePools[0].count: expected a number, not the text "two"'],
  },
  {
    file: 'wrong-unit.yaml',
    says: [
      '3:11 duration: "1 hour" is not a duration → write it like 90s, 5m, 1h30m, 250ms or 2d',
      '13:49 workloads[0].service.capacityPerReplica: "100rps" is not a rate → write it like 1200/s, 500/min, 3/h or 10/d',
    ],
  },
  {
    file: 'wrong-version.yaml',
    says: ['1:13 apiVersion: the text "simcap/v2" is not one of the possible values → write simcap/v1'],
  },
  {
    file: 'affinity-typo.yaml',
    says: [
      '14:7 workloads[0].affinity.nodeAffinty: unknown key "nodeAffinty" in "affinity" → did you mean "nodeAffinity"? all: nodeAffinity, podAffinity, podAntiAffinity',
      '16:9 workloads[0].affinity.nodeAffinity.requiredDuringScheduling: unknown key "requiredDuringScheduling" in "nodeAffinity" → all: preferredDuringSchedulingIgnoredDuringExecution, requiredDuringSchedulingIgnoredDuringExecution',
      '18:23 workloads[0].affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: must be at most 100, not 200',
      '18:84 workloads[0].affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].operator: the text "Is" is not one of the possible values → did you mean "In"? all: DoesNotExist, Exists, Gt, In, Lt, NotIn',
      '19:95 workloads[0].affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[1].preference.matchExpressions[0].values: Gt needs one whole number, written as text',
      '22:13 workloads[0].affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: required, but missing',
      '23:28 workloads[0].affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[1].topologyKey: "not a key" is not a label key',
      '23:113 workloads[0].affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[1].labelSelector.matchExpressions[0].values: Exists takes no values',
      '25:20 workloads[0].topologySpreadConstraints[0].maxSkew: must be at least 1, not 0',
      '26:89 workloads[0].topologySpreadConstraints[1].minDomains: minDomains counts only with whenUnsatisfiable: DoNotSchedule → leave it out',
      '27:93 workloads[0].topologySpreadConstraints[2].matchLabelKeys: matchLabelKeys narrows a labelSelector, and there is none → write a labelSelector',
      '31:56 workloads[1].tolerations[0].value: operator: Exists takes any value → leave the value out',
      '31:63 workloads[1].tolerations[1].key: a toleration of every key compares no value → write operator: Exists',
      '32:25 workloads[1].ports[0].hostPort: must be at most 65535, not 80800',
      '35:36 workloads[1].topologySpreadConstraints[1].topologyKey: there is a DoNotSchedule constraint on zone already → keep one of them',
    ],
  },
  {
    file: 'priority-classes.yaml',
    says: [
      '11:13 priorityClasses[1].name: the name "high" is taken by priorityClasses[0] → give each a name of its own',
      '12:70 priorityClasses[2].globalDefault: priorityClasses[0] is the default already → one class is for all that name none',
      '15:24 workloads[0].priorityClassName: no priority class named "hihg" → did you mean "high"? all: high, low, system-cluster-critical, system-node-critical',
      '20:15 workloads[1].priority: 10 is not what the class "low" has, -10 → leave out one of them',
      '21:23 workloads[1].preemptionPolicy: PreemptLowerPriority is not what the class "low" has, Never → leave out one of them',
    ],
  },
  {
    file: 'priority-class-taken.yaml',
    says: [
      '10:13 priorityClasses[0].name: names that begin with "system-" are taken by Kubernetes → workloads can name system-cluster-critical and system-node-critical without more ado',
      '11:26 priorityClasses[1].value: must be at most 1000000000, not 2000000000',
    ],
  },
  {
    file: 'disruption-budgets.yaml',
    says: [
      '10:7 cluster.disruptionBudgets[0].minAvailable: a budget without a bound → write minAvailable or maxUnavailable',
      '11:52 cluster.disruptionBudgets[1].maxUnavailable: a budget has minAvailable or maxUnavailable, not both → keep one',
      '12:50 cluster.disruptionBudgets[2].minAvailable: "120%" is not a share of pods → write it like 30%, or a number of pods',
      '16:5 workloads[0].podDisruptionBudget.minAvailable: a budget without a bound → write minAvailable or maxUnavailable',
      '16:28 workloads[0].podDisruptionBudget.maxUnavailble: unknown key "maxUnavailble" in "podDisruptionBudget" → did you mean "maxUnavailable"? all: maxUnavailable, minAvailable, unhealthyPodEvictionPolicy',
    ],
  },
  {
    file: 'template-beside-fields.yaml',
    says: [
      '11:5 workloads[0].requests: `requests` beside a template → write it in resources of template.spec.containers',
      '12:5 workloads[0].nodeSelector: `nodeSelector` beside a template → write it in template.spec.nodeSelector',
      '13:20 workloads[0].image.name: `image.name` beside a template → write it in template.spec.containers',
      '16:9 workloads[0].template.spec.toleratons: unknown key "toleratons" in "spec" → did you mean "tolerations"?',
      '17:28 workloads[0].template.spec.priorityClassName: no priority class named "hihg" → all: system-cluster-critical, system-node-critical',
      '19:56 workloads[0].template.spec.containers[0].resources.requests.cpu: 2 is more than the limit of 1 → lower the request, or raise the limit',
      '19:59 workloads[0].template.spec.containers[0].resources.requests["nvidia.com/gpus"]: no node pool has nvidia.com/gpus → all: cpu, ephemeral-storage, memory',
      '22:17 workloads[1].template.spec.containers: required, but missing',
    ],
  },
  {
    file: 'replica-bounds-reversed.yaml',
    says: [
      '14:48 policies.podAutoscaling.target-utilisation.min: min 5 is above max 3 → exchange them',
      '17:55 variants[0].podAutoscaling.web.load-plus-safety.min: min 2 is above max 1 → exchange them',
    ],
  },
]
