import { z } from 'zod'
import type { NodeAutoscalerPlugin } from './types.ts'

export const staticNodes: NodeAutoscalerPlugin = {
  name: 'static',
  doc: 'Keeps the nodes that the pools start with.',
  options: z.strictObject({}),
  create: () => ({ everyUs: null, maxProvisionUs: 0, decide: () => [] }),
}
