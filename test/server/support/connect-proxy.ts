import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** How the proxy treats a CONNECT: a tunnel, a status in its place, silence, or the end of the connection. */
export type ProxyBehaviour = 'tunnel' | 'silent' | 'reset' | 'hollow' | number

/** A company proxy on loopback: tunnels to where its test says, and writes down every request. */
export interface ConnectProxy {
  readonly url: string
  readonly port: number
  /** Every CONNECT, its target and its credentials. */
  readonly asked: { readonly target: string; readonly authorization: string | undefined }[]
  /** Every other request. */
  readonly others: string[]
  behaviour: ProxyBehaviour
  /** Connections open at the moment. */
  connections(): number
  close(): Promise<void>
}

/**
 * @param towards a port of loopback for a target such as `metocean.example:443`, a name that only the proxy knows
 * @param tls connections to the proxy itself use TLS
 */
export async function startConnectProxy(
  towards: (target: string) => number,
  tls?: { readonly key: string; readonly cert: string },
): Promise<ConnectProxy> {
  const others: string[] = []
  const onRequest = ({ method, url }: IncomingMessage, response: { writeHead(status: number): { end(): void } }) => {
    others.push(`${method} ${url}`)
    response.writeHead(400).end()
  }
  const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest)
  const open = new Set<Duplex>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => undefined).once('close', () => open.delete(socket))
  })
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    const target = request.url ?? ''
    proxy.asked.push({ target, authorization: request.headers['proxy-authorization'] })
    client.on('error', () => undefined).once('end', () => client.end())
    const { behaviour } = proxy
    if (behaviour === 'silent') return void client.resume() // or it would not notice that the other end has left
    if (behaviour === 'reset') return void client.destroy()
    if (typeof behaviour === 'number')
      return void client.end(
        `HTTP/1.1 ${behaviour} Refused\r\nContent-Type: text/html\r\nContent-Length: 4\r\nProxy-Authenticate: Basic realm="office"\r\n\r\n<p/>`,
      )
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    if (behaviour === 'hollow') return void client.resume() // a tunnel with nothing at its other end
    const service = connect(towards(target), '127.0.0.1')
    service.on('error', () => client.destroy()).on('close', () => client.destroy())
    client.on('close', () => service.destroy())
    client.pipe(service).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const proxy: ConnectProxy = {
    url: tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    port,
    asked: [],
    others,
    behaviour: 'tunnel',
    connections: () => open.size,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return proxy
}
