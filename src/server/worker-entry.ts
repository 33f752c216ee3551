import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Where a worker thread's code is, and what Node needs to run it. */
export interface WorkerEntry {
  readonly url: URL
  readonly path: string
  readonly execArgv: string[]
}

/**
 * The entry of a worker thread, from sources and from the build alike: `npm run build` puts every
 * `*-worker.ts` of the server beside `server.mjs` under its own base name.
 * @param name base name, `pglite-worker`
 * @param from `import.meta.url` of the module that starts the worker and lies in the same folder as its source
 */
export function workerEntry(name: string, from: string): WorkerEntry {
  const isBuilt = from.endsWith('.mjs')
  const url = new URL(`./${name}${isBuilt ? '.mjs' : '.ts'}`, from)
  return { url, path: fileURLToPath(url), execArgv: isBuilt ? [] : ['--import', typeScriptLoader(from)] }
}

/** A module that lets its thread import TypeScript. `--import tsx` alone registers it in the main thread only. */
function typeScriptLoader(from: string): string {
  const tsx = pathToFileURL(createRequire(from).resolve('tsx/esm/api')).href.replace(/\.cjs$/, '.mjs')
  return `data:text/javascript,${encodeURIComponent(`import { register } from ${JSON.stringify(tsx)}; register()`)}`
}
