import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { build } from 'esbuild'

/** Pages for comparison, on a free port of this machine. */
export interface PlainServer {
  /** Bundles a script of this folder into a page. @returns its address */
  readonly add: (entry: string) => Promise<string>
  readonly close: () => Promise<void>
}

const root = join(import.meta.dirname, '../..')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
}

const pageOf = (script: string, css: string | null) =>
  `<!doctype html><meta charset="utf-8"><title>The plain way</title><style>html,body,#root{height:100%;margin:0}</style>${css ? `<link rel="stylesheet" href="${css}">` : ''}<div id="root"></div><script type="module" src="${script}"></script>`

/** Also serves everything under /node_modules/: some packages load their worker by its address. */
export async function servePlainPages(): Promise<PlainServer> {
  const files = new Map<string, Uint8Array | string>()
  const content = async (path: string) => {
    const made = files.get(path)
    if (made !== undefined) return made
    const known = normalize(path)
    if (!known.startsWith('/node_modules/')) throw new Error(`no such page: ${path}`)
    return readFile(join(root, known))
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    content(pathname).then(
      (body) =>
        response.writeHead(200, { 'content-type': types[extname(pathname)] ?? 'application/octet-stream' }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    add: async (entry) => {
      const name = `/${entry.replace(/\.tsx?$/, '')}`
      const { outputFiles } = await build({
        entryPoints: [join(import.meta.dirname, entry)],
        outfile: `${name}.js`,
        bundle: true,
        write: false,
        minify: true,
        format: 'esm',
        target: 'es2022',
        alias: { '#src': join(root, 'src') },
        define: { 'process.env.NODE_ENV': '"production"' },
      })
      for (const { path, contents } of outputFiles) files.set(`${name}${extname(path)}`, contents)
      files.set(`${name}.html`, pageOf(`${name}.js`, files.has(`${name}.css`) ? `${name}.css` : null))
      return `http://127.0.0.1:${port}${name}.html`
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
