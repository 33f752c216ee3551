import { workerReader } from '#src/data/workers/result-reader.ts'
declare const __WORKER__: string
const start = () => new Worker(__WORKER__, { type: 'module' })
const call = (taskId: string) => ({ kind: 'task', taskId, asked: null }) as const
const read = workerReader(start as never)
async function timed(work: () => Promise<unknown>) { const a = performance.now(); await work(); return performance.now() - a }
Object.assign(globalThis, {
  large: () => timed(() => read(call('large'))),
  fast: async () => (await timed(async () => { for (let i = 0; i < 100; i++) await read(call('small')) })) / 100,
  fresh: () => timed(() => workerReader(start as never)(call('small'))),
})
