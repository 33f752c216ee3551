import type { FastifyRequest } from 'fastify'
import { Refusal } from './http-error.ts'

/** More than this takes nobody; what one user has under way would then keep others waiting for hours. */
export const MOST_UNDER_WAY = 500

/** Refuses one more task; the client may come back when others have ended. */
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

/** Per user and minute; a page polls a few times a minute, so only a runaway loop comes here. */
const REQUESTS_PER_MINUTE = 30_000
/** Of the posts that carry points: each is work for the service and up to 32 MiB for this server. */
const SUBMISSIONS_PER_MINUTE = 1_200

const noCounters = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
const isSubmission = ({ routeOptions }: FastifyRequest) => routeOptions.config.isLargeBody === true

/** Options of the rate limit: each user has one allowance for submissions, and a larger one for everything else. */
export const rateCaps = {
  timeWindow: '1 minute',
  keyGenerator: (request: FastifyRequest) =>
    `${isSubmission(request) ? 'submit' : 'any'} ${request.user} ${request.ip}`,
  max: (request: FastifyRequest) => (isSubmission(request) ? SUBMISSIONS_PER_MINUTE : REQUESTS_PER_MINUTE),
  errorResponseBuilder: () => new Refusal(429, 'busy', 'Too many requests in a minute. Wait, then go on.'),
  addHeadersOnExceeding: noCounters,
  addHeaders: { ...noCounters, 'retry-after': true },
} as const
