import type { FastifyInstance } from 'fastify'
import { Refusal } from './http-error.ts'

/** Nothing of the request was done; whoever starts next will do it. */
class ServerStopping extends Refusal {
  override readonly retryAfter = '5'

  constructor() {
    super(503, 'server-stopping', 'This server is stopping and takes nothing new. Send the request again in a moment.')
  }
}

/**
 * Once the server closes, what is under way is still answered whole, and each connection ends with its answer. Node
 * itself would keep connections open for further requests, and the process with them.
 */
export function answerWhileClosing(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onRequest', async () => {
    if (isClosing) throw new ServerStopping()
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async () => {
    // After this turn, when the connection counts as idle; a stream that began earlier has announced to keep it.
    if (isClosing) setImmediate(() => app.server.closeIdleConnections())
  })
}
