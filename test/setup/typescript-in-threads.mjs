// Lets the worker threads that simcap starts in a test load its sources; not every Node reads TypeScript by itself.
import { register } from 'node:module'
import { isMainThread } from 'node:worker_threads'

if (!isMainThread) register('./typescript-hooks.mjs', import.meta.url)
