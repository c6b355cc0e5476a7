import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight, type ReferenceLine } from './panels.ts'
import { acrossVariants, bucketText } from './sentences.ts'
import { highest, highestOf, perVariant, subjects } from './series.ts'
import type { Values } from './values.ts'

/** Each has two panels. */
const MOST_QUEUES = 3

interface Queue {
  readonly name: string
  readonly used: readonly (Values | null)[]
  readonly waiting: readonly (Values | null)[]
  /** Mean wait, parallel to the variants. */
  readonly waits: readonly (number | null)[]
}

/** Queues of jobs: what each holds against its quota and its fair share, and below it how many jobs it keeps waiting. */
export function drawQueues(context: ReportContext, theme: Theme): Figure[] {
  const { say, results, verdict } = context
  const queues = subjects(context, 'queue.dominantShare').map((name) => queueOf(context, name))
  const busy = queues.filter(({ used, waiting }) => highestOf([...used, ...waiting]) > 0)
  const shown = [...busy].sort((a, b) => highest(b.waits) - highest(a.waits)).slice(0, MOST_QUEUES)
  const [slowest] = shown
  if (slowest === undefined) return []
  const panels = shown.flatMap((queue) => panelsOf(context, queue))
  const note = shown.length < busy.length ? say('queues.slowest', { count: MOST_QUEUES, all: busy.length }) : ''
  const entitled = shown.every((queue) => isEntitledAlike(context, queue))
    ? ''
    : say('queues.of', { name: results.variants[verdict.pick].name })
  return [
    {
      name: 'queues',
      topic: say('queues.topic'),
      finding: say('queues.finding', { name: slowest.name, values: acrossVariants(context, slowest.waits, 's') }),
      caption: say('queues.caption', { bucket: bucketText(context), entitled, note }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

function queueOf(context: ReportContext, name: string): Queue {
  return {
    name,
    used: perVariant(context, 'queue.dominantShare', name) ?? [],
    waiting: perVariant(context, 'queue.waiting', name) ?? [],
    waits: figures(context, name, 'queue.waitSecondsMean'),
  }
}

function panelsOf(context: ReportContext, { name, used, waiting }: Queue): Panel[] {
  const { say } = context
  const use: Panel = { label: name, unit: 'share', lines: used, references: references(context, name), stepped: true }
  if (highestOf(waiting) === 0) return [use]
  const label = say('queues.waiting', { name })
  return [use, { label, unit: 'jobs', lines: waiting, stepped: true, weight: 0.6 }]
}

/** What the queue is entitled to under the pick. */
function references(context: ReportContext, queue: string): ReferenceLine[] {
  const { say, time, verdict } = context
  const entitled = (metric: string) => figures(context, queue, metric)[verdict.pick] ?? null
  const line = (label: string, share: number | null, dash: readonly number[]): ReferenceLine[] =>
    share === null ? [] : [{ label, values: Array.from({ length: time.buckets }, () => share), dash }]
  const [quota, fair] = [entitled('queue.quotaShare'), entitled('queue.fairShare')]
  return [
    ...line(say('queues.quota'), quota, [6, 3]),
    ...(fair === quota ? [] : line(say('queues.fair'), fair, [2, 2])),
  ]
}

function isEntitledAlike(context: ReportContext, { name }: Queue): boolean {
  return ['queue.quotaShare', 'queue.fairShare'].every((metric) => new Set(figures(context, name, metric)).size === 1)
}

/** Of one queue, parallel to the variants. */
function figures({ results }: ReportContext, queue: string, metric: string): (number | null)[] {
  return results.variants.map(({ queues = [] }) => queues.find(({ name }) => name === queue)?.summary[metric] ?? null)
}
