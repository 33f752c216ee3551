import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export interface ChildServer {
  readonly process: ChildProcess
  /** `http://127.0.0.1:<port>/api` */
  readonly api: string
  /** Sends the signal and waits for the end. @returns the exit code, or the signal it died of */
  readonly end: (signal: NodeJS.Signals) => Promise<number | string>
}

/** The whole server as a process of its own, on a free port of loopback, ready when this resolves. */
export async function startChild(environment: Record<string, string>): Promise<ChildServer> {
  const { child, output } = spawnServer(environment)
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', () => {
      const ready = /Fairway is ready at (\S+)/.exec(output.text)
      if (ready) resolve(ready[1]!)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output.text}`)))
  })
  return {
    process: child,
    api: `${address}/api`,
    end: async (signal) => {
      const exited = once(child, 'exit') as Promise<[number | null, string | null]>
      child.kill(signal)
      const [code, killedBy] = await exited
      return code ?? killedBy ?? 'unknown'
    },
  }
}

/** A server that is expected to refuse. @returns its exit code and everything it wrote */
export async function startRefused(environment: Record<string, string>): Promise<{ code: number | null; text: string }> {
  const { child, output } = spawnServer(environment)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, text: output.text }
}

function spawnServer(environment: Record<string, string>): { child: ChildProcess; output: { text: string } } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output.text += data.toString()))
  return { child, output }
}
