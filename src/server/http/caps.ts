import type { FastifyRequest } from 'fastify'
import { Refusal } from './http-error.ts'

/** More than anybody needs; beyond it one user's tasks would keep others waiting for hours. */
export const MOST_UNDER_WAY = 500

/** Refuses one more task; the client may try again when others have ended. */
export class TooManyTasks extends Refusal {
  override readonly retryAfter = '60'

  constructor() {
    super(
      429,
      'busy',
      `You have ${MOST_UNDER_WAY} tasks under way, as many as one user may have. Wait for one to end, or cancel one.`,
    )
  }
}

/** Per user and minute; a page polls a few times a minute, so only a runaway loop gets here. */
const REQUESTS_PER_MINUTE = 30_000
/** For bodies that may be large: each is work for the service or the library, and up to 32 MiB for this server. */
const LARGE_PER_MINUTE = 1_200

const noCounters = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }

/** What an allowance is for: submissions, saves, or anything else. */
function allowanceOf({ routeOptions }: FastifyRequest): 'submit' | 'save' | 'any' {
  const { largeBody } = routeOptions.config
  if (largeBody === undefined) return 'any'
  return typeof largeBody === 'object' ? 'save' : 'submit'
}

/** Per address and minute, for all below `/auth`; many users may share an address. */
const SIGN_INS_PER_MINUTE = 300

const limited = {
  timeWindow: '1 minute',
  errorResponseBuilder: () => new Refusal(429, 'busy', 'Too many requests in a minute. Wait, then go on.'),
  addHeadersOnExceeding: noCounters,
  addHeaders: { ...noCounters, 'retry-after': true },
} as const

/** Options of the rate limit for whoever has not signed in yet. */
export const signInRate = { ...limited, max: SIGN_INS_PER_MINUTE } as const

/** Options of the rate limit: each user has one allowance for submissions, one for saves, and a larger one for the rest. */
export const rateCaps = {
  ...limited,
  keyGenerator: (request: FastifyRequest) => `${allowanceOf(request)} ${request.user?.name ?? `at ${request.ip}`}`,
  max: (request: FastifyRequest) => (allowanceOf(request) === 'any' ? REQUESTS_PER_MINUTE : LARGE_PER_MINUTE),
} as const
