import { profileOf } from '../profile-of-configuration.ts'
import { type SchedulerConfiguration, schedulerConfiguration } from '../scheduler-configuration.ts'
import type { PlacementPlugin } from '../types.ts'

export const kubeSchedulerConfig: PlacementPlugin<SchedulerConfiguration> = {
  name: 'kube-scheduler-config',
  doc: "Places as kube-scheduler would with a KubeSchedulerConfiguration, given as it is: the first profile's plugins, weights and arguments.",
  options: schedulerConfiguration,
  profile: profileOf,
}
