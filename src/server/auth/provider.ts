import type { FastifyBaseLogger } from 'fastify'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  type Configuration,
  customFetch,
  type CustomFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  refreshTokenGrant,
  ResponseBodyError,
} from 'openid-client'
import { request } from 'undici'
import { z } from 'zod'
import type { Role } from '#src/domain/metocean/wire/contract.ts'
import { type CompanyProxy, NotConnected, openOutside } from '../http/outside.ts'
import { highestRole } from './access.ts'

/** `OIDC_…`: the company's identity provider, and what it knows Fairway by. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** Null: a public client, which has none. */
  readonly clientSecret: string | null
  readonly scope: string
  /** Name of the claim with the roles, or its path where it lies inside another, such as `realm_access.roles`. */
  readonly roleClaim: string
  readonly proxy: CompanyProxy | null
  /** Certificates to trust instead of Node's, PEM; for tests. */
  readonly trusted?: string
}

/** What the provider says of a user. */
export interface ProviderUser {
  /** Issuer and subject: never given to anyone else. */
  readonly subject: string
  /** What the provider would have them called; it may change, and another user may get it. */
  readonly name: string
  readonly role: Role | null
  /** Null where the provider knows none, or says that nobody has verified it. */
  readonly email: string | null
  /** Asks for all this again later; null: only another sign-in does. */
  readonly refreshToken: string | null
}

/** What ties the answer of the provider to the browser that asked. */
export interface SignInChecks {
  readonly state: string
  readonly nonce: string
  /** The PKCE code verifier. */
  readonly verifier: string
}

/** For a call to the provider. Seconds. */
const TIMEOUT_S = 10
/** Clocks may differ by this much. Seconds. */
const CLOCK_TOLERANCE_S = 30

/**
 * The identity provider as Fairway uses it: code flow with PKCE. Its tokens stay in this process; of what fails only a
 * code is logged. Errors of `begin`, `finish` and `refresh` are told apart by `providerFault`.
 */
export class IdentityProvider {
  readonly #settings: OidcSettings
  readonly #redirectUri: string
  readonly #outside
  #opening: Promise<Configuration> | null = null
  #opened: Configuration | null = null

  /** @param publicUrl the address that users type */
  constructor(settings: OidcSettings, publicUrl: string) {
    this.#settings = settings
    this.#redirectUri = new URL('/auth/callback', publicUrl).href
    this.#outside = openOutside({ proxy: settings.proxy, connectMs: TIMEOUT_S * 1000, trusted: settings.trusted })
  }

  /** Asks the provider for its addresses ahead of the first sign-in, and says in the log if it does not answer. */
  async introduce(log: Pick<FastifyBaseLogger, 'warn'>): Promise<void> {
    await this.#open().catch((error: unknown) =>
      log.warn(
        { reason: reasonOf(error) },
        'The identity provider of OIDC_ISSUER does not answer: nobody can sign in until it does. It is asked again at each sign-in.',
      ),
    )
  }

  /** @returns where the browser signs in */
  async begin({ state, nonce, verifier }: SignInChecks): Promise<URL> {
    return buildAuthorizationUrl(await this.#open(), {
      redirect_uri: this.#redirectUri,
      scope: this.#settings.scope,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
  }

  /** @param query with which the browser came back */
  async finish(query: string, { state, nonce, verifier }: SignInChecks): Promise<ProviderUser> {
    const configuration = await this.#open()
    const tokens = await authorizationCodeGrant(configuration, new URL(`?${query}`, this.#redirectUri), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new NotTrusted('no ID token')
    return this.#user(claims, tokens)
  }

  /** @param subject of the user, as it was at sign-in */
  async refresh(subject: string, refreshToken: string): Promise<ProviderUser> {
    const tokens = await refreshTokenGrant(await this.#open(), refreshToken)
    const claims = tokens.claims() ?? { sub: subject.slice(this.#settings.issuer.length + 1) }
    const user = await this.#user(claims, tokens)
    if (user.subject !== subject) throw new NotTrusted('another subject')
    // Without a new one the one before stays valid.
    return { ...user, refreshToken: user.refreshToken ?? refreshToken }
  }

  /** Where a browser may end its session at the provider; null where that is not known, or not offered. */
  endSessionUrl(): string | null {
    if (!this.#opened?.serverMetadata().end_session_endpoint) return null
    // Without an ID token, which never goes to a browser, the provider asks the user first.
    return buildEndSessionUrl(this.#opened).href
  }

  async close(): Promise<void> {
    await this.#outside.destroy()
  }

  async #user(
    fromIdToken: Readonly<Record<string, unknown>> & { readonly sub: string },
    { access_token, refresh_token }: { readonly access_token: string; readonly refresh_token?: string },
  ): Promise<ProviderUser> {
    const { roleClaim, issuer } = this.#settings
    const configuration = await this.#open()
    // Many providers keep most claims out of the ID token.
    const isWhole = claimAt(fromIdToken, roleClaim) !== undefined && fromIdToken['email'] !== undefined
    const more =
      isWhole || !configuration.serverMetadata().userinfo_endpoint
        ? {}
        : await fetchUserInfo(configuration, access_token, fromIdToken.sub)
    const claims = { ...more, ...fromIdToken }
    const { preferred_username, email, email_verified } = Claims.parse(claims)
    const verified = email_verified === false ? null : email
    return {
      subject: `${issuer} ${fromIdToken.sub}`,
      // Not `name`: users may often change it themselves, to another's.
      name: (preferred_username ?? verified ?? fromIdToken.sub).slice(0, 100),
      role: highestRole(Roles.parse(claimAt(claims, roleClaim))),
      email: verified,
      refreshToken: refresh_token ?? null,
    }
  }

  /** Discovery, once for all who wait for it; a failure is not kept. */
  #open(): Promise<Configuration> {
    this.#opening ??= this.#discover().catch((error: unknown) => {
      this.#opening = null
      throw error
    })
    return this.#opening
  }

  async #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings
    const isLoopback = issuer.startsWith('http:') // the settings accept it for this machine only
    this.#opened = await discovery(
      new URL(issuer),
      clientId,
      { [clockTolerance]: CLOCK_TOLERANCE_S },
      clientSecret === null ? None() : withSecret(clientSecret),
      {
        execute: isLoopback ? [allowInsecureRequests, enableNonRepudiationChecks] : [enableNonRepudiationChecks],
        timeout: TIMEOUT_S,
        [customFetch]: this.#fetch,
      },
    )
    return this.#opened
  }

  readonly #fetch: CustomFetch = async (url, { method, headers, body, signal }) => {
    const sent = body instanceof URLSearchParams ? body.toString() : null
    const answer = await request(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      body: sent,
      signal,
      dispatcher: this.#outside,
    })
    const received = await answer.body.arrayBuffer()
    const given = Object.entries(answer.headers).map(
      ([name, value]) => [name, String(value)] satisfies [string, string],
    )
    return new Response(received.byteLength > 0 ? received : null, { status: answer.statusCode, headers: given })
  }
}

/** As the provider takes it: in a header, which is the standard's default, or in the body. */
const withSecret =
  (secret: string): ClientAuth =>
  (server, ...rest) =>
    ((server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']).includes('client_secret_basic')
      ? ClientSecretBasic(secret)
      : ClientSecretPost(secret))(server, ...rest)

const text = z.string().trim().min(1).nullish().catch(null)

const Claims = z.object({
  preferred_username: text,
  email: z
    .email()
    .nullish()
    .catch(null)
    .transform((email) => email ?? null),
  // Some providers send it as text.
  email_verified: z.union([z.boolean(), z.stringbool()]).nullish().catch(false),
})

/** A list, or text with blanks or commas between the roles. */
const Roles = z
  .union([z.array(z.unknown()), z.string().transform((list) => list.split(/[\s,;|]+/))])
  .catch([])
  .transform((list: readonly unknown[]) => list.filter((role) => typeof role === 'string'))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** A claim by its name, which may have dots in it, or by its path through others. */
function claimAt(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (path in claims) return claims[path]
  return path.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), claims)
}

class NotTrusted extends Error {
  readonly code = 'OAUTH_NOT_TRUSTED'
}

/** OAuth errors that are about Fairway's registration or the provider's state, not about the user. */
const notAboutUser = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_request',
  'invalid_scope',
  'unsupported_grant_type',
  'server_error',
  'temporarily_unavailable',
  'slow_down',
])

/**
 * What an error of the provider means: `away`: it could not be asked, or not by Fairway; `denied`: it does not let the
 * user in; `failed`: its answer is not to be trusted.
 */
export function providerFault(error: unknown): 'away' | 'denied' | 'failed' {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return notAboutUser.has(error.error) ? 'away' : 'denied'
  const { code } = error as { code?: unknown }
  const isAway = typeof code !== 'string' || !/^OAUTH_(?!TIMEOUT|ABORT|RESPONSE_IS_NOT)/.test(code)
  return isAway && !(error instanceof TypeError) ? 'away' : 'failed'
}

/** A word for the log: never what the provider or a browser sent. */
export function reasonOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return /^[\w.-]{1,60}$/.test(error.error) ? error.error : 'refused'
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (cause instanceof NotConnected) return cause.reason
  return typeof code === 'string' ? code : 'no answer'
}
