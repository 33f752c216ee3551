import type { Plugin } from 'vite'
import { buildPorts } from './build-ports.ts'

/** What the page imports; its value is the address of the list. */
const NAME = 'virtual:ports-url'
const RESOLVED = `\0${NAME}`
const DEV_PATH = '/@ports.json'

function madePorts(): string {
  const { text, summary } = buildPorts()
  console.log(summary)
  return text
}

/** The list of ports as one JSON file, made when the page is built; while developing, when it is first asked for. */
export function portsPlugin(): Plugin {
  let building = false
  let served: string | null = null
  return {
    name: 'fairway-ports',
    configResolved: ({ command }) => {
      building = command === 'build'
    },
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null
      if (!building) return `export default ${JSON.stringify(DEV_PATH)}`
      const reference = this.emitFile({ type: 'asset', name: 'ports.json', source: madePorts() })
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`
    },
    configureServer: ({ middlewares }) => {
      middlewares.use(DEV_PATH, (_request, response) => {
        served ??= madePorts()
        response.setHeader('content-type', 'application/json')
        response.end(served)
      })
    },
  }
}
