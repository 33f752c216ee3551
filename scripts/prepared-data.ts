import type { Plugin } from 'vite'

/** A file that the build makes from the contents of packages. */
export interface PreparedFile {
  /** The module that the page imports; its value is the address of the file. */
  readonly module: `virtual:${string}-url`
  readonly file: `${string}.json`
  /** Its text, and a line that says what it holds. */
  readonly make: () => { readonly text: string; readonly summary: string }
}

/** Files made when the page is built, named by their content; in development, made when they are first requested. */
export function preparedData(files: readonly PreparedFile[]): Plugin {
  let building = false
  const made = ({ make }: PreparedFile): string => {
    const { text, summary } = make()
    console.log(summary)
    return text
  }
  return {
    name: 'fairway-prepared-data',
    configResolved: ({ command }) => {
      building = command === 'build'
    },
    resolveId: (id) => (files.some(({ module }) => module === id) ? `\0${id}` : null),
    load(id) {
      const prepared = files.find(({ module }) => id === `\0${module}`)
      if (!prepared) return null
      if (!building) return `export default ${JSON.stringify(devPath(prepared))}`
      const reference = this.emitFile({ type: 'asset', name: prepared.file, source: made(prepared) })
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`
    },
    configureServer: ({ middlewares }) => {
      for (const prepared of files) {
        let served: string | null = null
        middlewares.use(devPath(prepared), (_request, response) => {
          served ??= made(prepared)
          response.setHeader('content-type', 'application/json')
          response.end(served)
        })
      }
    },
  }
}

const devPath = ({ file }: PreparedFile): string => `/@${file}`
