import { EVENT_KINDS, type EventKind } from '../event-kinds.ts'
import { schedule } from '../schedule.ts'
import { backlogTurn } from './backlog-turn.ts'
import { functionTurn } from './function-turn.ts'
import { gangTimeout } from './gang-timeout.ts'
import { imagePulled } from './image-pulled.ts'
import { jobArrival } from './job-arrival.ts'
import { jobDeadline } from './job-deadline.ts'
import { jobRetry } from './job-retry.ts'
import { loadChange } from './load-change.ts'
import { nodeAutoscaler } from './node-autoscaler.ts'
import { nodeDrain } from './node-drain.ts'
import { nodeFailed } from './node-failed.ts'
import { nodeReady } from './node-ready.ts'
import { outOfMemory } from './out-of-memory.ts'
import { podAutoscaler } from './pod-autoscaler.ts'
import { podFinished } from './pod-finished.ts'
import { podGone } from './pod-gone.ts'
import { podStage } from './pod-stage.ts'
import { schedulerTurn } from './scheduler-turn.ts'
import type { Handler } from './types.ts'

const BY_KIND: Record<EventKind, Handler> = {
  'function-turn': functionTurn,
  'pod-finished': podFinished,
  'pod-gone': podGone,
  'node-ready': nodeReady,
  'node-failed': nodeFailed,
  'node-drain': nodeDrain,
  'image-pulled': imagePulled,
  'pod-stage': podStage,
  'load-change': loadChange,
  'backlog-turn': backlogTurn,
  'out-of-memory': outOfMemory,
  'job-arrival': jobArrival,
  'job-deadline': jobDeadline,
  'job-retry': jobRetry,
  'gang-timeout': gangTimeout,
  'pod-autoscaler': podAutoscaler,
  'node-autoscaler': nodeAutoscaler,
  'scheduler-turn': schedulerTurn,
  schedule,
}

/** The handler of each kind, by the kind's number. */
export const HANDLERS: readonly Handler[] = EVENT_KINDS.map((kind) => BY_KIND[kind])
