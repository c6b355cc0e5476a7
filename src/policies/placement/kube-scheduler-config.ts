import { z } from 'zod'
import { profileOf } from '../profile-of-configuration.ts'
import { schedulerConfiguration } from '../scheduler-configuration.ts'
import type { PlacementPlugin } from './types.ts'

const options = schedulerConfiguration.safeExtend({
  file: z
    .string()
    .min(1)
    .optional()
    .describe('A file with the configuration, relative to the scenario, in place of everything else here.'),
})

export const kubeSchedulerConfig: PlacementPlugin<z.output<typeof options>> = {
  name: 'kube-scheduler-config',
  doc: "Places as kube-scheduler would with a KubeSchedulerConfiguration, given as it is: the first profile's plugins, weights and arguments.",
  options,
  profile: profileOf,
}
