/** What `simcap init` writes. `schema` is the path of the JSON Schema as seen from the new file. */
export function starterScenario(name: string, schema: string): string {
  return `# yaml-language-server: $schema=${schema}
# Write your question here: it heads the report. For example:
# how many replicas does the shop need for its evening peak, and does autoscaling save money?
apiVersion: simcap/v1
name: ${name}
seed: 1                       # the same scenario and seed give the same results, bit for bit
duration: 24h
resolution: 15s               # step at which smooth curves are read
currency: USD

cluster:
  nodePools:
    - name: general
      count: 3                # nodes at the start
      capacity: { cpu: 8, memory: 32Gi }
      reserved: { cpu: 200m, memory: 1Gi }   # kept by the system
      limits: { min: 2, max: 12 }            # bounds for node autoscaling
      pricePerHour: 0.40
      bootTime: 60s           # or { lognormal: { mean: 60s, cv: 0.3 } }

# Load curves by name. "simcap list curves" shows all kinds.
curves:
  evening: { daily: { mean: 500/s, amplitude: 60%, peakAt: "20:00" } }

workloads:
  - name: shop
    replicas: 8
    requests: { cpu: 1, memory: 2Gi }
    limits: { cpu: 1, memory: 2Gi }
    image: { size: 600Mi }
    startup: { container: 1s, ready: 8s }
    service:
      load: evening
      capacityPerReplica: 100/s
      timeout: 2s             # who would wait longer is lost
      slo: { latency: 300ms, availability: 99.9% }
  - name: nightly-report
    requests: { cpu: 2, memory: 4Gi }
    job:
      arrivals: { at: [2h] }  # or { every: 10m }, or a curve
      parallelism: 4
      duration: { lognormal: { mean: 20m, cv: 0.3 } }

# What every variant starts from; "simcap list" shows all policies.
policies:
  placement: least-allocated
  podAutoscaling: static
  nodeAutoscaling: static

# What is compared. A variant names only what it changes.
variants:
  - name: static
  - name: autoscaled
    podAutoscaling: { shop: { target-utilisation: { target: 60%, min: 3 } } }
    nodeAutoscaling: pending-pods
  - name: autoscaled-packed
    placement: most-allocated
    podAutoscaling: { shop: { target-utilisation: { target: 60%, min: 3 } } }
    nodeAutoscaling: pending-pods
    set: { "cluster.nodePools.general.count": 2 }

# Bounds to hold; "simcap run" ends with exit code 1 when one is missed.
expect:
  - { metric: requests.lostShare, variant: autoscaled, max: 0.5% }
  - { metric: cost.total, variant: autoscaled, relativeTo: static, max: +10% }
`
}
