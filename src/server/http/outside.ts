import { type Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici'
import { z } from 'zod'

/** There was never a connection: not a byte of the request went out. */
export class NotConnected extends Error {
  /** The company proxy's part in it, as a sentence; null: none. */
  readonly proxyWords: string | null
  /** For the log: a code, without addresses and credentials. */
  readonly reason: string

  constructor(reason: string, proxyWords: string | null, cause?: unknown) {
    super(proxyWords ?? 'no connection', { cause })
    this.name = 'NotConnected'
    this.reason = reason
    this.proxyWords = proxyWords
  }
}

interface OutsideOptions {
  /** Null: every call goes directly. */
  readonly proxy: CompanyProxy | null
  /** To get a connection, with proxy and TLS. Milliseconds. */
  readonly connectMs: number
  /** Certificates to trust instead of Node's, PEM; for tests. */
  readonly trusted?: string | undefined
}

/** The most connections to each host; further calls wait their turn. */
const MOST_CONNECTIONS = 64
/** Shorter than servers keep theirs, so that a post rarely meets a connection that is being closed. Milliseconds. */
const KEEP_ALIVE_MS = 1000
/** This machine is never reached through a proxy, which would look for it on its own. */
const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]']

/**
 * Connections to the outside: https through the company's proxy if there is one, all else directly. Plain http is only
 * for this machine, so `HTTP_PROXY` is not a setting. What could not connect fails with `NotConnected`.
 */
export function openOutside({ proxy, connectMs, trusted }: OutsideOptions): Dispatcher {
  const tls = { timeout: connectMs, ca: trusted }
  const direct = buildConnector(tls)
  const kept = { keepAliveTimeout: KEEP_ALIVE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MS }
  return new EnvHttpProxyAgent({
    // Empty, not absent: otherwise undici would read the environment at every call.
    httpProxy: '',
    httpsProxy: proxy?.url ?? '',
    noProxy: exceptionsOf(proxy),
    token: proxy?.authorization ?? undefined,
    connect: direct,
    proxyTls: tls,
    requestTls: tls,
    ...kept,
    connections: MOST_CONNECTIONS,
    // A call's deadlines are its own signal; undici's would only count silence.
    headersTimeout: 0,
    bodyTimeout: 0,
    clientFactory: (url, options) => new ProxyConnections(url, { ...options, ...kept }),
    // Called for direct connections with our connector, for those through the proxy with the agent's own tunnel.
    factory(origin, options) {
      const { connect } = options as Agent.Options
      const isTunnel = typeof connect === 'function' && connect !== direct
      return new Pool(origin, { ...options, connect: telling(isTunnel ? limited(connect, connectMs) : direct) })
    },
  })
}

function exceptionsOf(proxy: CompanyProxy | null): string {
  const except = proxy?.except ?? []
  return except.includes('*') ? '*' : [...THIS_MACHINE, ...except].join(',')
}

/** Connections to the proxy itself. Any answer to CONNECT other than 200 is reported as such. */
class ProxyConnections extends Pool {
  override async connect(options: Parameters<Pool['connect']>[0]): Promise<Dispatcher.ConnectData> {
    const { statusCode, socket, ...rest } = await super.connect(options).catch((cause: unknown) => {
      throw new NotConnected(`proxy ${codeOf(cause)}`, 'The company proxy cannot be reached.', cause)
    })
    if (statusCode === 200) return { statusCode, socket, ...rest }
    socket.on('error', () => undefined).destroy()
    const signIn =
      statusCode === 407 ? ' It asks for a sign-in: HTTPS_PROXY needs a user and a password that it accepts.' : ''
    throw new NotConnected(`proxy ${statusCode}`, `The company proxy refused the connection (${statusCode}).${signIn}`)
  }
}

/** A tunnel is several waits (the proxy, its answer, TLS); together they get the time of a direct connection. */
function limited(connect: buildConnector.connector, connectMs: number): buildConnector.connector {
  return (options, done) => {
    const givingUp = new AbortController()
    let isOver = false
    const timer = setTimeout(() => {
      isOver = true
      done(new NotConnected('proxy timeout', 'The company proxy did not connect to the service in time.'), null)
      givingUp.abort()
    }, connectMs)
    const asked = { ...options, signal: givingUp.signal } // the agent hands it on to CONNECT
    connect(asked, (...[error, socket]) => {
      clearTimeout(timer)
      if (isOver) return void socket?.destroy()
      isOver = true
      if (error) done(error, null)
      else done(null, socket)
    })
  }
}

/** Reports failures as `NotConnected`: undici retries some errors of a tunnel without end, but none of ours. */
function telling(connect: buildConnector.connector): buildConnector.connector {
  return (options, done) =>
    connect(options, (...[error, socket]) => {
      if (!error) return done(null, socket)
      done(error instanceof NotConnected ? error : new NotConnected(codeOf(error), null, error), null)
    })
}

const codeOf = (error: unknown): string => (error as Partial<NodeJS.ErrnoException> | null)?.code ?? 'failed'

/** The company's proxy, which calls to the outside go through. */
export interface CompanyProxy {
  /** `http://host:port`, or `https://…` if the connection to the proxy itself uses TLS; without credentials. */
  readonly url: string
  /** The value of `Proxy-Authorization`, a secret; null where the proxy asks for no sign-in. */
  readonly authorization: string | null
  /** Hosts that are still called directly: `host` with everything below it, `.host`, `host:port`, or `*`. */
  readonly except: readonly string[]
}

/** `HTTPS_PROXY`: an http or https address of host and port, with user and password if needed; scheme optional. */
export const ProxyAddress = z.string().transform((text, context): Omit<CompanyProxy, 'except'> => {
  try {
    const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`)
    const { protocol, username, password, pathname, search, hash, origin } = url
    const isAddress = /^https?:$/.test(protocol) && pathname === '/' && !search && !hash
    if (isAddress)
      return {
        url: origin,
        authorization: username ? basic(decodeURIComponent(username), decodeURIComponent(password)) : null,
      }
  } catch {
    // Reported below, without the value, which may hold a password.
  }
  context.addIssue({
    code: 'custom',
    message: 'must be the address of an http proxy, such as http://proxy.company.example:8080',
  })
  return z.NEVER
})

/** `NO_PROXY`: hosts separated by commas or blanks. Address ranges are allowed but never match: services have names. */
export const ProxyExceptions = z
  .string()
  .transform((text) => text.split(/[,\s]+/).filter(Boolean))
  .refine(
    (hosts) => hosts.every((host) => /^(?!.*\/\/)[\w.*:[\]/-]+$/.test(host)),
    'must be host names such as intranet.example, .company.example or host:port, separated by commas',
  )

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** Is a host name this machine's own: `localhost`, `127.0.0.1`, `::1`, also in brackets? */
export const isLoopbackName = (name: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(name)
