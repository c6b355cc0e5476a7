import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { drawCostAgainstService } from './cost-against-service.ts'
import { drawCostParts } from './cost-parts.ts'
import { drawCostShares } from './cost-shares.ts'
import { drawDecisions } from './decisions.ts'
import { drawGpu } from './gpu.ts'
import { drawJobs } from './jobs.ts'
import { drawLag } from './lag.ts'
import { drawLatency } from './latency.ts'
import { drawLoad } from './load.ts'
import { drawLost } from './lost.ts'
import { drawNodes } from './nodes.ts'
import { drawPacking } from './packing.ts'
import { drawPending } from './pending.ts'
import { drawPendingReasons } from './pending-reasons.ts'
import { drawQueues } from './queues.ts'
import { drawReplicas } from './replicas.ts'
import { drawStarting } from './starting.ts'
import { drawUtilisation } from './utilisation.ts'

export interface ChartPlugin {
  readonly name: string
  /** The question that the chart answers. */
  readonly doc: string
  /** Nothing when the run has no such thing; several when there is one per resource. */
  draw(context: ReportContext, theme: Theme): readonly Figure[]
}

/** In the order of the report: what happened, why, what it costs. The position, after the verdict, is the number in the PNG's name. */
export const CHARTS: readonly ChartPlugin[] = [
  { name: 'load', doc: 'When was capacity short of the load?', draw: drawLoad },
  { name: 'lost', doc: 'When were requests lost or late?', draw: drawLost },
  { name: 'latency', doc: 'How long did requests take?', draw: drawLatency },
  { name: 'replicas', doc: 'How many replicas were asked for, how many ready?', draw: drawReplicas },
  { name: 'lag', doc: 'What made new capacity late?', draw: drawLag },
  { name: 'starting', doc: 'What did starting pods wait for?', draw: drawStarting },
  { name: 'utilisation', doc: 'What binds, and what is waste?', draw: drawUtilisation },
  { name: 'gpu', doc: 'How much of the GPUs was allocated, and how much of no use?', draw: drawGpu },
  { name: 'pending', doc: 'When did pods wait for a node?', draw: drawPending },
  { name: 'pending-reasons', doc: 'What kept pods from a node?', draw: drawPendingReasons },
  { name: 'jobs', doc: 'Did batch work get through?', draw: drawJobs },
  { name: 'queues', doc: 'Did queues of jobs get their share, and how long did they wait for it?', draw: drawQueues },
  { name: 'nodes', doc: 'How did the fleet grow and shrink, and what did it cost by the hour?', draw: drawNodes },
  { name: 'packing', doc: 'How full was each node, and where were the holes?', draw: drawPacking },
  { name: 'decisions', doc: 'Who decided what, and when?', draw: drawDecisions },
  { name: 'cost-parts', doc: 'What did the money buy?', draw: drawCostParts },
  { name: 'cost-shares', doc: 'For whom was the money?', draw: drawCostShares },
  { name: 'cost-against-service', doc: 'Is more money buying anything?', draw: drawCostAgainstService },
]

/** A figure with its place in the list. */
export interface NumberedFigure {
  readonly figure: Figure
  /** '02-load.png': the same name in every run that has the chart; 01 is the verdict. */
  readonly fileName: string
}

export function drawAll(context: ReportContext, theme: Theme): NumberedFigure[] {
  return CHARTS.flatMap((chart, index) =>
    chart.draw(context, theme).map((figure) => ({
      figure,
      fileName: `${String(index + 2).padStart(2, '0')}-${figure.name}.png`,
    })),
  )
}
