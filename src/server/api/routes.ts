import type { FastifyInstance } from 'fastify'
import type { Backend } from '../http/backend.ts'
import { apiDescription } from './description.ts'
import { apiPage, PAGE_PATH, STYLE_PATH } from './page.ts'
import { pageStyle } from './page-style.ts'

export interface DescriptionDeps {
  readonly backend: Backend
  readonly version: string
  readonly nowMs: () => number
}

/** What the API says of itself: for programs and for people. */
export function registerDescription(app: FastifyInstance, { backend, version, nowMs }: DescriptionDeps): void {
  app.get('/openapi.json', async () => apiDescription({ version, nowMs: nowMs() }))
  app.get(PAGE_PATH, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage({ version, source: backend.about.source, nowMs: nowMs() })),
  )
  app.get(STYLE_PATH, async (_request, reply) => reply.type('text/css; charset=utf-8').send(pageStyle))
}
