import { BlockList, isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { type AuthMode, type Role } from '#src/domain/metocean/wire/contract.ts'
import { Refusal } from '../http/http-error.ts'
import type { Attempts } from './attempts.ts'
import type { Sessions } from './sessions.ts'
import { sha256, type Tokens } from './token-file.ts'
import { soleUser, type User } from './user.ts'

/** `AUTH=proxy`: the request headers, in lower case, in which the proxy in front names the user. */
export interface ProxyHeaders {
  readonly name: string
  readonly email: string | null
  /** Null, or absent from a request: operator. */
  readonly role: string | null
}

interface AccessOptions {
  readonly mode: AuthMode
  readonly sessions: Sessions
  readonly tokens: Tokens
  readonly attempts: Attempts
  readonly cookieName: string
  /** Peers whose word about users and clients counts. */
  readonly peers: Peers
  /** Null unless `mode` is `proxy`. */
  readonly headers: ProxyHeaders | null
}

/** Recognises who asks: by cookie, by token (`x-api-key`), or by the word of the proxy in front. */
export class Access {
  readonly mode: AuthMode
  readonly #options: AccessOptions

  constructor(options: AccessOptions) {
    this.mode = options.mode
    this.#options = options
  }

  /**
   * @returns null where nobody is signed in
   * @throws Refusal for a token that is not valid, or a role that is none
   */
  async identify(request: FastifyRequest): Promise<User | null> {
    const { mode, headers, peers, cookieName } = this.#options
    if (mode === 'none') return soleUser
    const token = request.headers['x-api-key']
    if (headers) {
      const named = peers.has(request.socket.remoteAddress) ? textOf(request, headers.name) : null
      if (named !== null) return fromHeaders(request, named, headers)
      return typeof token === 'string' ? this.#byToken(request, token) : null
    }
    const cookie = request.cookies[cookieName]
    if (typeof token !== 'string') return cookie ? this.#options.sessions.find(cookie) : null
    if (cookie) throw new Refusal(400, 'request-refused', 'Send either a session cookie or x-api-key, not both.')
    return this.#byToken(request, token)
  }

  #byToken(request: FastifyRequest, token: string): User {
    const { tokens, attempts } = this.#options
    attempts.check(request.ip)
    const hash = sha256(token)
    const user = tokens.byHash(hash)
    if (user) return user
    attempts.failed(request.ip, hash)
    throw wrongToken()
  }
}

export const wrongToken = () =>
  new Refusal(
    401,
    'token-refused',
    'This token is not valid, or has been revoked. Ask your administrator for a new one.',
  )

/** @throws Refusal 400 where it comes twice: one is the proxy's, the other what the client made up */
function textOf({ headers, raw }: FastifyRequest, name: string): string | null {
  const given = raw.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === name)
  if (given.length > 1) throw new Refusal(400, 'request-refused', `The header ${name} comes more than once.`)
  const value = headers[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function fromHeaders(request: FastifyRequest, name: string, headers: ProxyHeaders): User {
  const given = headers.role === null ? null : textOf(request, headers.role)
  const role = given === null ? 'operator' : highestRole(given.split(/[\s,;|]+/))
  if (role === null) throw withoutRole(name)
  return { name: name.slice(0, 200), role, email: headers.email === null ? null : textOf(request, headers.email) }
}

/** The highest of the roles among what a claim or header holds; null: none of them. */
export function highestRole(held: readonly string[]): Role | null {
  return (['admin', 'operator', 'viewer'] as const).find((role) => held.includes(role)) ?? null
}

/** Signed in, and refused in one sentence. */
export const withoutRole = (name: string) =>
  new Refusal(
    403,
    'no-role',
    `You are signed in as ${name.slice(0, 200)}, but have no role in Fairway. Ask its administrator for viewer, operator or admin.`,
  )

/** Can `Peers` be made of it? */
export function isPeerList(list: readonly string[]): boolean {
  try {
    new Peers(list)
    return true
  } catch {
    return false
  }
}

/** `AUTH_PROXY_PEERS`: addresses and ranges such as `10.0.0.5`, `10.1.0.0/16`, `::1`. */
export class Peers {
  readonly #addresses = new BlockList()

  /** @throws TypeError or RangeError for what is no address, and for a range that holds every address */
  constructor(list: readonly string[]) {
    for (const item of list) {
      const [, address = '', bits] = /^([^/]*)(?:\/([1-9]\d{0,2}))?$/.exec(item) ?? []
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
      if (bits === undefined) this.#addresses.addAddress(address, family)
      else this.#addresses.addSubnet(address, Number(bits), family)
    }
  }

  has(address: string | undefined): boolean {
    if (address === undefined) return false
    return this.#addresses.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
}
