import { z } from 'zod'
import { BYTES_PATTERN, parseBytes, wholeNumber } from './bytes.ts'
import { closestNameHint } from './closest-name.ts'
import { issue, unreadable, wrongType } from './issue.ts'
import { ParseError } from './parse-error.ts'
import { formatCpu, formatMemory, parseQuantity, QUANTITY_PATTERN } from './quantity.ts'

/** Amounts by resource name: cpu in milli-CPU, memory and storage in bytes, every other resource in its own units. */
export type ResourceAmounts = Readonly<Record<string, number>>

interface ResourceForm {
  readonly parse: (text: string) => number
  format(amount: number): string | number
}

const CPU: ResourceForm = { parse: parseCpu, format: (milli) => plain(formatCpu(milli)) }
const BYTES: ResourceForm = { parse: parseBytes, format: (bytes) => plain(formatMemory(bytes)) }
const UNITS: ResourceForm = { parse: parseUnits, format: (units) => units }

const NAMED: ReadonlyMap<string, ResourceForm> = new Map([
  ['cpu', CPU],
  ['memory', BYTES],
  ['ephemeral-storage', BYTES],
  ['pods', UNITS],
])

/** Kubernetes' rule: names without a domain are its own, all others are counted in whole units. */
function formOf(resource: string): ResourceForm | null {
  if (resource.startsWith('hugepages-')) return BYTES
  return NAMED.get(resource) ?? (resource.includes('/') ? UNITS : null)
}

function parseCpu(text: string): number {
  const quantity = parseQuantity(text)
  if (text.endsWith('i'))
    throw new ParseError(`${text} is not an amount of cpu`, 'write cores (4) or thousandths (500m)')
  return wholeNumber(text, quantity.milliValue())
}

function parseManifestBytes(text: string): number {
  return /^\d+$/.test(text) ? wholeNumber(text, Number(text)) : parseBytes(text)
}

function parseUnits(text: string): number {
  const value = wholeNumber(text, parseQuantity(text).value())
  if (parseQuantity(text).nano !== BigInt(value) * 1_000_000_000n) {
    throw new ParseError(`${text} is not a whole number`, 'this resource is counted in whole units')
  }
  return value
}

/** Whole numbers go into the document as numbers, so that `cpu: 16` stays what it was. */
function plain(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text
}

/**
 * Amounts of resources in Kubernetes' names and quantities. Sizes carry a unit; only in manifests, which are other people's text,
 * may a bare number of bytes stand.
 */
export function amountsField({ manifest = false }: { readonly manifest?: boolean } = {}) {
  const field = z.codec(z.unknown(), z.custom<ResourceAmounts>(), {
    decode(input, context) {
      if (typeof input !== 'object' || input === null || Array.isArray(input)) {
        context.issues.push(wrongType(input, 'amounts of resources', 'write it like { cpu: 500m, memory: 1Gi }'))
        return z.NEVER
      }
      const amounts: Record<string, number> = {}
      for (const [resource, amount] of Object.entries(input)) {
        const form = formOf(resource)
        if (form === null) context.issues.push(unknownResource(input, resource))
        else if (typeof amount !== 'string' && typeof amount !== 'number') {
          context.issues.push(wrongType(amount, 'a quantity', 'write it like 500m, 2 or 4Gi', [resource]))
        } else {
          try {
            const parse = manifest && form === BYTES ? parseManifestBytes : form.parse
            amounts[resource] = parse(String(amount))
          } catch (error) {
            context.issues.push(unreadable(amount, error, [resource]))
          }
        }
      }
      return amounts
    },
    encode(amounts) {
      const entries = Object.entries(amounts)
      return Object.fromEntries(entries.map(([name, amount]) => [name, formOf(name)?.format(amount)]))
    },
  })
  return field.meta(jsonForm(manifest ? MANIFEST_BYTES_FORM : BYTES_FORM))
}

function unknownResource(input: unknown, resource: string) {
  const hint = closestNameHint(resource, [...NAMED.keys()])
  const text = /gpu/i.test(resource)
    ? 'GPUs are an extended resource: write nvidia.com/gpu, or your device plugin’s name'
    : `${hint}, and names with a domain such as nvidia.com/gpu`
  return issue(input, `no resource named "${resource}"`, text, [resource])
}

const WHOLE_PATTERN = String.raw`^\d+$`

/** Without a unit only zero is clear; an editor shall ask for a text, not for a smaller number. */
const BYTES_FORM = {
  description: 'Bytes with a unit.',
  anyOf: [{ type: 'string', pattern: BYTES_PATTERN }, { const: 0 }],
  examples: ['512Mi', '4Gi'],
}

const MANIFEST_BYTES_FORM = {
  type: ['string', 'integer'],
  description: 'Bytes.',
  pattern: String.raw`${BYTES_PATTERN}|^\d+$`,
  minimum: 0,
  examples: ['512Mi', '4Gi'],
}

const jsonForm = (bytes: typeof BYTES_FORM | typeof MANIFEST_BYTES_FORM) => ({
  type: 'object' as const,
  description: 'Amounts of resources, as Kubernetes names and writes them.',
  properties: {
    cpu: {
      type: ['string', 'number'],
      description: 'CPU cores, or thousandths with m.',
      pattern: QUANTITY_PATTERN,
      minimum: 0,
      examples: ['500m', 2],
    },
    memory: bytes,
    'ephemeral-storage': bytes,
    pods: {
      type: ['integer', 'string'],
      minimum: 0,
      pattern: WHOLE_PATTERN,
      description: 'How many pods a node takes.',
    },
  },
  patternProperties: {
    '^hugepages-': bytes,
    '/': {
      type: ['integer', 'string'],
      minimum: 0,
      pattern: WHOLE_PATTERN,
      description: 'Whole units of an extended resource.',
    },
  },
  additionalProperties: false,
})
