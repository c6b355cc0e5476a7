export interface ReadSample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
  readonly timestamp: number | null
}

export interface ReadFamily {
  readonly name: string
  readonly type: string
  readonly unit: string | null
  readonly help: string
  readonly samples: ReadSample[]
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const REAL = String.raw`-?\d+(?:\.\d+)?(?:e[+-]?\d+)?`
const LABEL = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\\\|\\n|\\")*"`
const METADATA = new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) (.*)$`)
const SAMPLE = new RegExp(String.raw`^(${NAME})\{((?:${LABEL})(?:,${LABEL})*)?\} (${REAL})(?: (${REAL}))?$`)

/**
 * Reads OpenMetrics text of gauges as strictly as the specification is written, version 1.0: the metadata first, each once; the unit
 * the end of the name; all samples of a family together and all of a label set together, times not falling; one `# EOF`, at the end.
 */
export function readOpenMetrics(text: string): ReadFamily[] {
  if (!text.endsWith('# EOF\n')) throw new Error('the text does not end with # EOF')
  const families = new Map<string, ReadFamily>()
  const metadata = new Map<string, Map<string, string>>()
  let open = ''
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const [, kind, about = '', rest = ''] = METADATA.exec(line) ?? []
    if (kind !== undefined) {
      if (families.has(about)) throw new Error(`metadata after samples: ${line}`)
      const known = metadata.get(about) ?? new Map<string, string>()
      if (known.has(kind)) throw new Error(`said twice: ${line}`)
      metadata.set(about, known.set(kind, rest))
      continue
    }
    const match = SAMPLE.exec(line)
    if (match === null) throw new Error(`not OpenMetrics: ${line}`)
    const [, name, labels = '', value, timestamp] = match
    if (name !== open && families.has(name)) throw new Error(`a family in two places: ${line}`)
    open = name
    const family = families.get(name) ?? newFamily(name, metadata.get(name))
    families.set(name, family)
    add(family, {
      labels: labelsOf(labels),
      value: Number(value),
      timestamp: timestamp === undefined ? null : Number(timestamp),
    })
  }
  for (const name of metadata.keys()) if (!families.has(name)) throw new Error(`no sample of ${name}`)
  return [...families.values()]
}

function newFamily(name: string, metadata: ReadonlyMap<string, string> | undefined): ReadFamily {
  const type = metadata?.get('TYPE')
  const unit = metadata?.get('UNIT') ?? null
  if (type !== 'gauge') throw new Error(`${name} is no gauge: ${type}`)
  if (unit !== null && !name.endsWith(`_${unit}`)) throw new Error(`${name} does not end with its unit ${unit}`)
  const help = metadata?.get('HELP') ?? ''
  if (!/^(?:[^\\"]|\\\\|\\n|\\")*$/.test(help)) throw new Error(`not escaped: ${help}`)
  return { name, type, unit, help, samples: [] }
}

function labelsOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(new RegExp(LABEL, 'g'))].map(([pair]): [string, string] => {
    const at = pair.indexOf('=')
    const value = pair.slice(at + 2, -1).replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c))
    return [pair.slice(0, at), value]
  })
  if (new Set(pairs.map(([label]) => label)).size < pairs.length) throw new Error(`a label twice: ${text}`)
  return Object.fromEntries(pairs)
}

function add({ name, samples }: ReadFamily, sample: ReadSample): void {
  const key = JSON.stringify(sample.labels)
  const last = samples.at(-1)
  const isNext = last !== undefined && JSON.stringify(last.labels) === key
  if (isNext) {
    const rises = last.timestamp !== null && sample.timestamp !== null && sample.timestamp > last.timestamp
    if (!rises) throw new Error(`times of ${name} do not rise: ${key}`)
  } else if (SEEN.get(samples)?.has(key) === true) throw new Error(`${name} in two places: ${key}`)
  SEEN.set(samples, (SEEN.get(samples) ?? new Set()).add(key))
  samples.push(sample)
}

/** Label sets that a family has had. */
const SEEN = new WeakMap<readonly ReadSample[], Set<string>>()
