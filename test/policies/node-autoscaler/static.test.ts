import { expect, test } from 'vitest'
import { NODE_AUTOSCALERS } from '../../../src/policies/node-autoscaler/registry.ts'

test('it is never asked, and asked all the same it changes nothing', () => {
  const autoscaler = NODE_AUTOSCALERS.find(({ name }) => name === 'static')?.create({})
  expect(autoscaler?.everyUs).toBeNull()
  const wouldPlace = () => ({ pods: 9, nodesUsed: 1 })
  expect(autoscaler?.decide({ nowUs: 0, pools: [], unschedulablePods: 9, wouldPlace })).toEqual([])
})
