import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './http-error.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const taskId = /^[\w-]{1,128}$/

/**
 * The built page. Only files that exist at the start have an address, so that no path can lead anywhere else;
 * `index.html` answers the app's own addresses and no others.
 * @param root `dist/web`; the build has put a `.br` and a `.gz` beside every file worth compressing
 */
export async function serveFiles(app: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) return
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    dotfiles: 'ignore',
    globIgnore: ['index.html', '**/*.{br,gz,map}'],
    preCompressed: true,
    cacheControl: false,
    setHeaders(response, path) {
      // Names under assets/ hold a hash of the content; all others may change with the next version.
      const isHashed = path.includes(`${join(root, 'assets')}`)
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  for (const page of ['/', '/sign-in', '/signed-in', '/board', '/admin'])
    app.get(page, (_request, reply) => reply.sendFile('index.html'))
  app.get<{ Params: { id: string } }>('/v/:id', (request, reply) => {
    if (!uuid.test(request.params.id)) throw new Refusal(404, 'not-found', 'There is no such page.')
    return reply.sendFile('index.html')
  })
  app.get<{ Params: { id: string } }>('/t/:id', (request, reply) => {
    if (!taskId.test(request.params.id)) throw new Refusal(404, 'not-found', 'There is no such page.')
    return reply.sendFile('index.html')
  })
}
