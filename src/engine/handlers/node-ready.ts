import { makeNodeReady } from '../apply/nodes.ts'
import type { Handler } from './types.ts'

/** An ordered node has booted. Nodes are only removed when ready, so the row still is that node. */
export const nodeReady: Handler = (run, node, poolIndex) => {
  const pool = run.pools[poolIndex]
  pool.booting--
  makeNodeReady(run, pool, node)
}
