import { knownKey } from '../messages/messages.ts'
import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText, summaryValues } from './sentences.ts'
import { highestOf, perVariant, subjects } from './series.ts'
import type { Values } from './values.ts'

const PARTS = [
  { series: 'utilisation.requested', label: 'requested' },
  { series: 'utilisation.used', label: 'used' },
] as const

/** What binds and what is waste: what pods request above what they use, of each resource that binds somewhere; the others in words. */
export function drawUtilisation(context: ReportContext, theme: Theme): Figure[] {
  const resources = [...new Set(PARTS.flatMap((part) => subjects(context, part.series)))]
  return resources.flatMap((resource) => drawResource(context, theme, resource, binds(context, resource, resources)))
}

/** In one variant at least it is the resource of which most is requested. */
function binds({ results }: ReportContext, resource: string, resources: readonly string[]): boolean {
  return results.variants.some(({ summary }) => {
    const requested = (name: string): number => summary[`utilisation.${name}.requested.mean`] ?? 0
    return resources.every((other) => requested(other) <= requested(resource))
  })
}

function drawResource(context: ReportContext, theme: Theme, resource: string, isBinding: boolean): Figure[] {
  const known = PARTS.flatMap((part) => {
    const lines = perVariant(context, part.series, resource)
    return lines === null || highestOf(lines) === 0 ? [] : [{ ...part, lines }]
  })
  if (known.length === 0) return []
  const { say } = context
  const name = resourceName(context, resource)
  const parts = known.map((part) => {
    const means = summaryValues(context, `utilisation.${resource}.${part.label}.mean`)
    return means.some((value) => value !== null)
      ? `${say(`utilisation.${part.label}`)} ${acrossVariants(context, means, 'share')}`
      : ''
  })
  const sentence = parts.filter((part) => part !== '').join(say('compare.semicolon'))
  const said = {
    name: `utilisation-${fileSafe(resource)}`,
    topic: say('utilisation.topic', { resource: name }),
    finding:
      sentence === ''
        ? say('utilisation.plain', { resource: name })
        : say('utilisation.finding', { resource: name, values: sentence }),
  }
  if (!isBinding) return [said]
  const panels = distinct(known).map(
    ({ label, lines }): Panel => ({ label: say(`utilisation.${label}`), unit: 'share', lines, atLeast: 1 }),
  )
  return [
    {
      ...said,
      caption: say('utilisation.caption', { bucket: bucketText(context) }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

/** Without a model of use, pods use what they request: one panel says both. */
function distinct<Part extends { readonly lines: readonly (Values | null)[] }>(
  parts: readonly Part[],
): readonly Part[] {
  const [requested, used] = parts
  if (requested === undefined || used === undefined) return parts
  const same = used.lines.every((values, v) => values?.every((value, at) => value === requested.lines[v]?.[at]) ?? true)
  return same ? [requested] : parts
}

export function resourceName({ say }: ReportContext, resource: string): string {
  const key = knownKey(`resource.${resource}`)
  return key === null ? resource : say(key)
}

function fileSafe(resource: string): string {
  return resource
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
