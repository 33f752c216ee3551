// `npm run dev`: the server from its sources, started again at each change, and Vite in front of it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'
import { root } from './paths.mjs'

const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')
const server = spawn(process.execPath, [tsx, 'watch', '--clear-screen=false', join(root, 'src/server/main.ts')], {
  stdio: 'inherit',
  cwd: root,
})

const port = process.env.PORT ?? '8080'
process.env.FAIRWAY_DEV_API ??= `http://127.0.0.1:${port}`
const vite = await createServer({ root, server: { host: '127.0.0.1' } })
await vite.listen()
vite.printUrls()

async function end() {
  server.kill('SIGTERM')
  await vite.close()
  process.exit(0)
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
