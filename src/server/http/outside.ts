import { type Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici'
import { z } from 'zod'

/** There never was a connection: not a byte of the request went out. */
export class NotConnected extends Error {
  /** What the company proxy has to do with it, as a sentence; null where nothing. */
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
  /** To have a connection, its proxy and its TLS included. Milliseconds. */
  readonly connectMs: number
  /** Certificates to trust in place of Node's, PEM; for tests. */
  readonly trusted?: string | undefined
}

/** At most so many connections to each host; more calls than that wait their turn. */
const MOST_CONNECTIONS = 64
/** Shorter than servers keep theirs, so that a post rarely meets a connection just being closed. Milliseconds. */
const KEEP_ALIVE_MS = 1000
/** This machine is never reached by a proxy, which would look for it on its own. */
const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]']

/**
 * Connections to the outside: https by the company's proxy if there is one, all else directly. Plain http is for this
 * machine only, so `HTTP_PROXY` is no setting. What could not connect fails with `NotConnected`.
 */
export function openOutside({ proxy, connectMs, trusted }: OutsideOptions): Dispatcher {
  const tls = { timeout: connectMs, ca: trusted }
  const direct = buildConnector(tls)
  const kept = { keepAliveTimeout: KEEP_ALIVE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MS }
  return new EnvHttpProxyAgent({
    // Empty, not absent: undici would else read the environment, at every call.
    httpProxy: '',
    httpsProxy: proxy?.url ?? '',
    noProxy: exceptionsOf(proxy),
    token: proxy?.authorization ?? undefined,
    connect: direct,
    proxyTls: tls,
    requestTls: tls,
    ...kept,
    connections: MOST_CONNECTIONS,
    // The deadlines of a call are its own signal; undici's would only count silence.
    headersTimeout: 0,
    bodyTimeout: 0,
    clientFactory: (url, options) => new ProxyConnections(url, { ...options, ...kept }),
    // Called for direct connections with ours, for those through the proxy with the agent's own way of making a tunnel.
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

/** Connections to the proxy itself. Whatever it answers to CONNECT but 200 is reported as what it is. */
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

/** A tunnel is several waits (the proxy, its answer, TLS); together they get what a direct connection gets. */
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

/** Failures as `NotConnected`: undici tries some errors of a tunnel again and again, and none of ours. */
function telling(connect: buildConnector.connector): buildConnector.connector {
  return (options, done) =>
    connect(options, (...[error, socket]) => {
      if (!error) return done(null, socket)
      done(error instanceof NotConnected ? error : new NotConnected(codeOf(error), null, error), null)
    })
}

const codeOf = (error: unknown): string => (error as Partial<NodeJS.ErrnoException> | null)?.code ?? 'failed'

/** The company's proxy, by which calls to the outside go. */
export interface CompanyProxy {
  /** `http://host:port`, or `https://…` where the proxy itself is spoken to over TLS; without credentials. */
  readonly url: string
  /** What it is told in `Proxy-Authorization`, a secret; null where it asks for no sign-in. */
  readonly authorization: string | null
  /** Hosts that are called directly all the same: `host` with everything below it, `.host`, `host:port`, or `*`. */
  readonly except: readonly string[]
}

/** `HTTPS_PROXY`: an http or https address of a host and a port, a user and a password where it asks for them. The scheme may be left out. */
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
    // Reported below, without the value: it may hold a password.
  }
  context.addIssue({
    code: 'custom',
    message: 'must be the address of an http proxy, such as http://proxy.company.example:8080',
  })
  return z.NEVER
})

/** `NO_PROXY`: hosts by commas or blanks. Address ranges are let in and match nothing: the services have names. */
export const ProxyExceptions = z
  .string()
  .transform((text) => text.split(/[,\s]+/).filter(Boolean))
  .refine(
    (hosts) => hosts.every((host) => /^(?!.*\/\/)[\w.*:[\]/-]+$/.test(host)),
    'must be host names such as intranet.example, .company.example or host:port, separated by commas',
  )

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** Whether a host name is this machine's own: `localhost`, `127.0.0.1`, `::1`, also in brackets. */
export const isLoopbackName = (name: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(name)
