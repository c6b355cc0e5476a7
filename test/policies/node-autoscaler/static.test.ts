import { expect, test } from 'vitest'
import { autoscalerOf, nodesView } from './views.ts'

test('it is never asked, and asked all the same it changes nothing', () => {
  const autoscaler = autoscalerOf('static')
  expect(autoscaler.everyUs).toBeNull()
  expect(autoscaler.decide(nodesView({ unschedulablePods: 9, oldestUnschedulableUs: 0 }))).toEqual([])
})
