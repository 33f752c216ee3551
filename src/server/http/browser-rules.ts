import type { FastifyRequest } from 'fastify'
import { FAIRWAY_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { Refusal } from './http-error.ts'

/** Any port: what a tunnel or a development server puts in front is still this machine. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

interface RuleOptions {
  /** The address users type, or null on loopback. */
  readonly publicUrl: string | null
  /** Nobody signs in: then a proxy in front would let anyone in. */
  readonly isOpen: boolean
}

/** By the route as well: the router also finds `/%61pi/about`. */
export function isApi({ url, routeOptions }: FastifyRequest): boolean {
  return url.startsWith('/api') || (routeOptions.url?.startsWith('/api') ?? false)
}

/** What every request has to keep before anything looks at it. @throws Refusal */
export function checkRequest(request: FastifyRequest, { publicUrl, isOpen }: RuleOptions): void {
  const { headers, method } = request
  // Node passes the absolute form (`GET http://other/ HTTP/1.1`) on; only a proxy needs it.
  if (!request.raw.url?.startsWith('/')) throw new Refusal(400, 'request-refused', 'The address must be a path.')
  if (!isOwnHost(headers.host, publicUrl)) {
    // A foreign name that resolves to this machine is how DNS rebinding reaches it.
    throw new Refusal(421, 'wrong-host', 'This server does not answer for that host name.')
  }
  if (isOpen && forwarding.some((name) => headers[name] !== undefined)) {
    throw new Refusal(
      403,
      'forwarded-refused',
      'Without a sign-in mode this server does not answer forwarded requests.',
    )
  }
  if (isApi(request)) checkSite(request, publicUrl)
  if (method !== 'GET' && method !== 'HEAD' && !headers['x-api-key'] && headers[FAIRWAY_HEADER] !== '1') {
    throw new Refusal(403, 'header-missing', `A ${method} request needs the header x-api-key, or ${FAIRWAY_HEADER}: 1.`)
  }
}

function isOwnHost(host: string | undefined, publicUrl: string | null): boolean {
  if (host === undefined) return false
  return loopback.test(host) || (publicUrl !== null && host.toLowerCase() === new URL(publicUrl).host)
}

/** Pages of other sites have no business here; browsers say where a request comes from, scripts say nothing. */
function checkSite({ headers }: FastifyRequest, publicUrl: string | null): void {
  const site = headers['sec-fetch-site']
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none'
  const { origin } = headers
  const isOwnOrigin =
    origin === undefined ||
    origin === `http://${headers.host}` ||
    (publicUrl !== null && origin === new URL(publicUrl).origin)
  if (!isOwnSite || !isOwnOrigin) throw new Refusal(403, 'cross-site-refused', 'Requests from other sites are refused.')
}

/**
 * On every answer, from the first page on. The reasons for the parts that look too wide were measured: MapLibre's
 * sources are Blob URLs (`connect-src blob:`), its images data and blob URLs.
 */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' blob:; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

const always = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
}

/** @param isTls the address users type begins with https, whoever ends the TLS */
export function securityHeaders(isTls: boolean): Readonly<Record<string, string>> {
  return isTls ? { ...always, 'strict-transport-security': 'max-age=31536000' } : always
}
