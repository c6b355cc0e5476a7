/** What a metrics pipeline knows of a pod: an average over a window that ended some time ago. */
export interface PodSample {
  readonly atUs: number
  readonly windowUs: number
}

/** Pods that an autoscaler cannot tell apart: equal in everything that it looks at. */
export interface PodGroup<Sample extends PodSample = PodSample> {
  readonly count: number
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
  readonly deleting: boolean
  /** status.startTime; null: no kubelet has taken the pod yet. */
  readonly startedUs: number | null
  /** The Ready condition; null: there is none yet. */
  readonly ready: boolean | null
  /** When that condition last changed. */
  readonly readyChangedUs: number
  /** Null: nothing has been measured yet. */
  readonly sample: Sample | null
}
