/** Queueing theory in closed form or to full precision: rates and times in any one unit, shares between 0 and 1. */
export { approximateWait } from './approximate-wait.ts'
export { closedLoop } from './closed-loop.ts'
export { constantService } from './constant-service.ts'
export { erlangB, erlangC } from './erlang.ts'
export { finiteRoom } from './finite-room.ts'
export { impatient } from './impatient.ts'
export { manyServersEmpty, manyServersWait } from './many-servers.ts'
export { cv2, moments } from './moments.ts'
export { poissonAbove, poissonAt } from './poisson.ts'
export { priorityWaits } from './priority-classes.ts'
export {
  batchArrivalsInSystem,
  sharedServerSojourn,
  singleServerWait,
  singleServerWithSetup,
} from './single-server.ts'
export { serversForLoss, serversForWait } from './staffing.ts'
export { meanWait, sojournBeyond, sojournQuantile, waitBeyond, waitQuantile } from './wait-law.ts'
