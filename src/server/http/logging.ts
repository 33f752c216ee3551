import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { pino, type DestinationStream } from 'pino'

/** Request headers that are secrets; removed wherever an object with headers is logged. */
const secrets = ['x-api-key', 'authorization', 'cookie', 'set-cookie'].flatMap((name) => [
  `headers["${name}"]`,
  `*.headers["${name}"]`,
])

/**
 * One JSON object a line, times in UTC.
 * @param level as LOG_LEVEL
 * @param destination standard output unless given
 */
export function createLog(level: string, destination?: DestinationStream): FastifyBaseLogger {
  const options = { level, base: undefined, timestamp: () => `,"time":"${new Date().toISOString()}"`, redact: secrets }
  return destination ? pino(options, destination) : pino(options)
}

/** A line per answer. Polls are frequent and alike, so by default only changes and failures are logged. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const isRoutine = reply.statusCode < 400 && (request.method === 'GET' || request.method === 'HEAD')
    const line = {
      method: request.method,
      // The pattern, not the address, so that no ids and nothing a client made up is logged.
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      user: request.user?.name,
      address: request.ip,
      task: request.taskId ?? undefined,
    }
    request.log[isRoutine ? 'debug' : 'info'](line, 'answered')
  })
}
