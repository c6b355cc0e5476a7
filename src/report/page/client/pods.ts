import type { PodRecord } from '../../../results/types.ts'
import { withUnit } from '../../units.ts'
import { axisOf } from './chart-view.ts'
import type { PageData } from './page-data.ts'
import { option, select, words } from './parts.ts'
import type { View } from './state.ts'

const STAGES = ['created', 'bound', 'starting', 'warming', 'ready', 'stopping', 'gone'] as const

interface Stay {
  readonly stage: (typeof STAGES)[number]
  readonly fromSeconds: number
  readonly seconds: number
}

/** The life of one pod, stage by stage: a bar and the same in numbers. */
export function followPods(page: PageData, view: View): void {
  const variants = select('pods-variant')
  const pods = select('pods-pod')
  if (variants === null || pods === null) return
  const list = (): void => {
    const records = page.variants[Number(variants.value)].pods
    pods.replaceChildren(...records.map((pod, index) => option(String(index), `${pod.workload}-${pod.number}`)))
    pods.value = String(longestWait(records))
    show()
  }
  const show = (): void => {
    const pod = page.variants[Number(variants.value)].pods[Number(pods.value)]
    if (pod !== undefined) showPod(pod, page, view)
  }
  variants.addEventListener('change', list)
  pods.addEventListener('change', show)
  view.on('language', show)
  list()
}

/** The pod that has most to tell. */
function longestWait(pods: readonly PodRecord[]): number {
  const wait = ({ atSeconds: [created, bound] }: PodRecord): number => (bound ?? 0) - (created ?? 0)
  return pods.reduce((best, pod, index) => (wait(pod) > wait(pods[best]) ? index : best), 0)
}

function staysOf({ atSeconds }: PodRecord, endSeconds: number): Stay[] {
  const reached = STAGES.flatMap((stage, i) => {
    const at = atSeconds[i] ?? null
    return at === null ? [] : [{ stage, at }]
  })
  return reached.map(({ stage, at }, i) => ({
    stage,
    fromSeconds: at,
    seconds: (reached[i + 1]?.at ?? (stage === 'gone' ? at : endSeconds)) - at,
  }))
}

function showPod(pod: PodRecord, page: PageData, view: View): void {
  const bar = document.getElementById('pod-bar')
  const rows = document.getElementById('pod-stages')
  const where = document.getElementById('pod-node')
  if (bar === null || rows === null || where === null) return
  const stays = staysOf(pod, page.clock.durationSeconds)
  where.textContent = pod.node === null ? words(page, view, 'nowhere') : words(page, view, 'onNode', { node: pod.node })
  const axis = axisOf(page, view)
  // A long life would leave no room for what came before it: stages share the bar by the root of their length.
  const total = stays.reduce((sum, { seconds }) => sum + Math.sqrt(seconds), 0) || 1
  bar.replaceChildren(
    ...stays
      .filter(({ seconds }) => seconds > 0)
      .map(({ stage, seconds }) => {
        const part = document.createElement('i')
        part.className = `stage ${stage}`
        part.style.width = `${(Math.sqrt(seconds) / total) * 100}%`
        part.title = `${words(page, view, `stage.${stage}`)}: ${withUnit(seconds, 's', '')}`
        return part
      }),
  )
  rows.replaceChildren(
    ...stays.map(({ stage, fromSeconds, seconds }) => {
      const row = document.createElement('tr')
      const key = document.createElement('i')
      key.className = `stage ${stage}`
      const name = cell('th', words(page, view, `stage.${stage}`))
      name.prepend(key)
      row.append(
        name,
        cell('td', axis.clock(fromSeconds)),
        cell('td', stage === 'gone' ? '' : withUnit(seconds, 's', '')),
      )
      return row
    }),
  )
}

function cell(tag: 'th' | 'td', text: string): HTMLElement {
  const element = document.createElement(tag)
  element.textContent = text
  if (tag === 'th') element.setAttribute('scope', 'row')
  return element
}
