/** What a service asks of another one while it answers a request. */
export interface Call {
  /** Name of the service that is called. */
  readonly service: string
  /** Calls for one request, on average. */
  readonly perRequest: number
  /** Parallel calls of a request run beside each other; the slowest counts. The others come one after the other. */
  readonly mode: 'sequential' | 'parallel'
}

export interface Caller {
  readonly name: string
  readonly calls: readonly Pick<Call, 'service'>[]
}

/** Callers before those whom they call, of equals in the given order; or one circle of calls, where there is no such order. */
export function callOrder(
  services: readonly Caller[],
): { readonly order: readonly string[] } | { readonly cycle: readonly string[] } {
  const callees = new Map(services.map(({ name, calls }) => [name, calls.map(({ service }) => service)]))
  const done: string[] = []
  const finished = new Set<string>()
  for (const { name } of services) {
    const cycle = visit(name, callees, done, finished)
    if (cycle !== null) return { cycle }
  }
  return { order: done.reverse() }
}

/** Walks down the calls without recursion: a chain may be as long as the list of services. */
function visit(
  start: string,
  callees: ReadonlyMap<string, readonly string[]>,
  done: string[],
  finished: Set<string>,
): readonly string[] | null {
  const path: { readonly name: string; next: number }[] = finished.has(start) ? [] : [{ name: start, next: 0 }]
  const onPath = new Set(path.map(({ name }) => name))
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const callee = callees.get(step.name)?.[step.next++]
    if (callee === undefined) {
      path.pop()
      onPath.delete(step.name)
      finished.add(step.name)
      done.push(step.name)
    } else if (onPath.has(callee)) {
      const names = path.map(({ name }) => name)
      return [...names.slice(names.indexOf(callee)), callee]
    } else if (!finished.has(callee) && callees.has(callee)) {
      path.push({ name: callee, next: 0 })
      onPath.add(callee)
    }
  }
  return null
}
