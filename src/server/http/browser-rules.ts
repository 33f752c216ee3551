import type { FastifyRequest } from 'fastify'
import { FAIRWAY_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { Refusal } from './http-error.ts'

/** Any port: a tunnel or development server in front is still this machine. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i
/** What proxies add, whichever of them a proxy is set up to add. */
const forwarding = /^(via|forwarded|x-forwarded(-.*)?|x-real-ip|x-client-ip|cf-connecting-ip)$/
/** Answered without a header of Fairway or of the API: who answers, whether it can, and what it understands. */
const withoutHeader = ['/api/about', '/api/health', '/api/docs', '/api/docs/page.css', '/api/openapi.json']

interface RuleOptions {
  /** The address users type, or null on loopback. */
  readonly publicUrl: string | null
  /** Nobody signs in, so a proxy in front would let anyone in. */
  readonly isOpen: boolean
}

/** Checks the route as well: the router also finds `/%61pi/about`. */
export function isApi({ url, routeOptions }: FastifyRequest): boolean {
  return url.startsWith('/api') || (routeOptions.url?.startsWith('/api') ?? false)
}

/** The rules for every request, before anything else looks at it. @throws Refusal */
export function checkRequest(request: FastifyRequest, { publicUrl, isOpen }: RuleOptions): void {
  const { headers, method } = request
  // Node passes on the absolute form (`GET http://other/ HTTP/1.1`), which only a proxy needs.
  if (!request.raw.url?.startsWith('/')) throw new Refusal(400, 'request-refused', 'The address must be a path.')
  const hosts = request.raw.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host')
  if (hosts.length !== 1) throw new Refusal(400, 'request-refused', 'A request must name its host, once.')
  if (!isOwnHost(headers.host, publicUrl)) {
    // A foreign name that resolves to this machine is how DNS rebinding reaches it.
    throw new Refusal(421, 'wrong-host', 'This server does not answer for that host name.')
  }
  if (isOpen && isForwarded(request)) {
    throw new Refusal(
      403,
      'forwarded-refused',
      'Without a sign-in mode this server does not answer requests that a proxy passes on.',
    )
  }
  const isReading = method === 'GET' || method === 'HEAD'
  // Another site may lead a browser to a page, as an identity provider does, but not make it call anything.
  if (isApi(request) || !isReading) checkSite(request, publicUrl)
  const needsHeader = isApi(request) ? !withoutHeader.includes(request.routeOptions.url ?? '') : !isReading
  if (needsHeader && !headers['x-api-key'] && headers[FAIRWAY_HEADER] !== '1') {
    throw new Refusal(
      401,
      'header-missing',
      `A request to the API needs the header x-api-key. Fairway's own page sends ${FAIRWAY_HEADER}: 1 instead.`,
    )
  }
}

/** Proxies speak HTTP/1.0 unless they are told otherwise, clients no longer do. */
const isForwarded = ({ headers, raw }: FastifyRequest) =>
  raw.httpVersion === '1.0' || Object.keys(headers).some((name) => forwarding.test(name))

function isOwnHost(host: string | undefined, publicUrl: string | null): boolean {
  if (host === undefined) return false
  return loopback.test(host) || (publicUrl !== null && host.toLowerCase() === new URL(publicUrl).host)
}

/** Keeps out pages of other sites; browsers say where a request comes from, scripts say nothing. */
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
 * Sent with every answer. The parts that look too wide are needed (measured): MapLibre's sources are Blob URLs
 * (`connect-src blob:`), its images data and blob URLs.
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

/** @param isTls the address users type begins with https, wherever TLS ends */
export function securityHeaders(isTls: boolean): Readonly<Record<string, string>> {
  return isTls ? { ...always, 'strict-transport-security': 'max-age=31536000' } : always
}
