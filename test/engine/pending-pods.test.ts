import { expect, test } from 'vitest'
import { PendingPods } from '../../src/engine/pending-pods.ts'
import { nodeShape, podTemplate } from '../builders/model.ts'
import { clusterOf } from '../builders/nodes.ts'

const LOW = podTemplate({ cpu: 1 }, { priority: -1 })
const WEB = podTemplate({ cpu: 1 })
const BATCH = podTemplate({ cpu: 2 })
const URGENT = podTemplate({ cpu: 1 }, { priority: 10 })

function waiting(templates: readonly ReturnType<typeof podTemplate>[]) {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape({ cpu: 1000 }, { maxPods: 10_000 }) }])
  const pending = new PendingPods(cluster)
  const create = (template: (typeof templates)[number]) => {
    const pod = cluster.createPod(cluster.podClass(template), 0, 0, 0)
    pending.add(pod)
    return pod
  }
  const pods = templates.map(create)
  const place = (pod: number) => {
    cluster.bind(pod, 0, 0)
    pending.placed(pod)
  }
  const end = (pod: number) => {
    pending.withdraw(cluster.pods.podClass[pod])
    cluster.removePod(pod, 0)
  }
  const drain = () => {
    const order: number[] = []
    for (let pod = pending.next(); pod !== -1; pod = pending.next()) {
      order.push(pod)
      place(pod)
    }
    return order
  }
  const classOf = (pod: number) => cluster.pods.podClass[pod]
  return { cluster, pending, pods, create, place, end, drain, classOf }
}

test.each([
  { templates: [WEB, WEB, WEB], order: [0, 1, 2], because: 'the oldest first' },
  { templates: [WEB, BATCH, WEB, BATCH], order: [0, 1, 2, 3], because: 'age counts across classes' },
  { templates: [LOW, WEB, URGENT, BATCH, LOW], order: [2, 1, 3, 0, 4], because: 'priority before age' },
  { templates: [], order: [], because: 'nobody waits' },
])('$order: $because', ({ templates, order }) => {
  expect(waiting(templates).drain()).toEqual(order)
})

test('a blocked class is passed over, those that come later included, until something changes', () => {
  const { pending, pods, create, drain, classOf } = waiting([WEB, BATCH, WEB])
  pending.block(classOf(pods[0]))
  expect(pending.blockedCount).toBe(2)
  const late = create(WEB)
  expect(pending.blockedCount).toBe(3)
  expect(drain()).toEqual([pods[1]])
  expect(pending.blockedPods()).toEqual([[pods[0], pods[2], late]])
  pending.unblock()
  expect(pending.blockedCount).toBe(0)
  expect(pending.blockedPods()).toEqual([])
  expect(drain()).toEqual([pods[0], pods[2], late])
})

test('a class that has none left does not count as blocked', () => {
  const { pending, pods, end, classOf } = waiting([WEB])
  pending.block(classOf(pods[0]))
  end(pods[0])
  expect(pending.blockedCount).toBe(0)
  expect(pending.blockedPods()).toEqual([])
  expect(pending.next()).toBe(-1)
})

test('blocked classes are told in the order of the scheduler', () => {
  const { pending, pods, classOf } = waiting([LOW, BATCH, URGENT, WEB])
  for (const pod of pods) pending.block(classOf(pod))
  expect(pending.blockedPods()).toEqual([[pods[2]], [pods[1]], [pods[3]], [pods[0]]])
})

test('who goes away unplaced is skipped: at the head, in the middle, at the end', () => {
  const { pods, end, drain } = waiting([WEB, WEB, WEB, WEB, WEB])
  for (const i of [0, 2, 4]) end(pods[i])
  expect(drain()).toEqual([pods[1], pods[3]])
})

test('a row that is used again is a new pod at the end of the line', () => {
  const { pods, end, create, drain, pending, classOf } = waiting([WEB, WEB, WEB])
  end(pods[0])
  const again = create(WEB)
  expect(again).toBe(pods[0])
  pending.block(classOf(again))
  expect(pending.blockedPods()).toEqual([[pods[1], pods[2], again]])
  pending.unblock()
  expect(drain()).toEqual([pods[1], pods[2], again])
})

test('thousands that come and go while one waits leave the order as it is', () => {
  const { pods, create, end, drain } = waiting([WEB])
  for (let i = 0; i < 5000; i++) end(create(WEB))
  const last = create(WEB)
  expect(drain()).toEqual([pods[0], last])
})

test('thousands in line are placed one by one', () => {
  const { pods, drain } = waiting(Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? WEB : BATCH)))
  expect(drain()).toEqual(pods)
})
