import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, Gauge, Histogram } from 'prom-client'
import type { CheckedRequest } from '../http/checked-body.ts'

// What Prometheus may read. Labels come from short fixed lists: no user, no id, no name, no address, no key.

/** Up to the longest a request may be held. Seconds. */
const buckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 60, 180, 600]

const requestSeconds = new Histogram({
  name: 'fairway_http_request_duration_seconds',
  help: 'Requests to this server, until their answer was sent.',
  labelNames: ['method', 'route', 'status'],
  buckets,
})

/** `outcome` is `ok`, or the code of the refusal that the client got. */
export const upstreamSeconds = new Histogram({
  name: 'fairway_upstream_call_duration_seconds',
  help: 'Calls to the MetOcean API, until their answer could be passed on.',
  labelNames: ['kind', 'outcome'],
  buckets,
})

/** Has no value where no service is called. */
export const upstreamUp = new Gauge({
  name: 'fairway_upstream_up',
  help: 'Whether the last call to the MetOcean API worked: 1 yes, 0 no.',
  labelNames: ['service'],
})

/** What the service accepted, or may have accepted. */
export const valuesRequested = new Counter({
  name: 'fairway_requested_values_total',
  help: 'Points times variables of the requests for weather that were sent.',
})

export const tasksByState = new Gauge({
  name: 'fairway_tasks',
  help: 'Tasks by state: waiting, running, success and failure of the embedded service; pending in the last list of the MetOcean API.',
  labelNames: ['state'],
})

/** Points times variables, as caps and the metric count them. */
export const valuesOf = ({ request, count }: Pick<CheckedRequest, 'request' | 'count'>): number =>
  count * request.variables.length

/** Measures every request by the pattern of its address. */
export function measureRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: methodOf(request), route: routeOf(request), status: String(reply.statusCode) }
    requestSeconds.observe(labels, reply.elapsedTime / 1000)
  })
}

/** Clients may send methods of their own. */
const methodOf = ({ method }: FastifyRequest) =>
  /^(GET|HEAD|POST|PUT|DELETE|OPTIONS)$/.test(method) ? method : 'other'

/** Files of the page count as one: their names change with each build. */
function routeOf({ routeOptions: { url } }: FastifyRequest): string {
  if (url === undefined) return 'none'
  return url.startsWith('/assets/') ? '/assets/*' : url
}
