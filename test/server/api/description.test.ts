import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MetOceanRequest } from '#src/domain/metocean/wire/contract.ts'
import { operations } from '#src/server/api/operations.ts'
import { type EmbeddedServer, openEmbedded } from '../support/embedded.ts'

interface Described {
  openapi: string
  paths: Record<
    string,
    Record<
      string,
      {
        requestBody?: { content: { 'application/json': { example?: unknown } } }
        responses: Record<string, { headers?: Record<string, unknown> }>
      }
    >
  >
  components: { schemas: Record<string, unknown> }
}

describe('what the API says of itself', () => {
  let server: EmbeddedServer
  let described: Described
  beforeAll(async () => {
    server = await openEmbedded()
    described = (await server.get('/openapi.json')).json<Described>()
  })
  afterAll(() => server.close())

  it('is OpenAPI 3.1, and everything it refers to is in it', () => {
    expect(described.openapi).toBe('3.1.0')
    const referred = [...JSON.stringify(described).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name!,
    )
    expect(referred.length).toBeGreaterThan(10)
    for (const name of referred) expect(described.components.schemas).toHaveProperty(name)
  })

  it('tells every call the server answers, and no other', () => {
    const told = operations.map(({ method, path }) => `${method.toUpperCase()} /api${path.replace('{task_id}', ':id')}`)
    const own = ['/api/openapi.json', '/api/docs', '/api/docs/page.css']
    const answered = routesOf(server.app.printRoutes({ commonPrefix: false, includeHooks: false }))
    expect(answered.filter((route) => !own.some((path) => route.endsWith(` ${path}`))).sort()).toEqual(told.sort())
  })

  it('gives an example that the server takes as it stands', async () => {
    const { example } = described.paths['/MetOcean']!['post']!.requestBody!.content['application/json']
    const request = MetOceanRequest.parse(example)
    const answer = await server.post('/MetOcean', example as object)
    expect(answer.statusCode).toBe(200)
    expect(answer.json<unknown[]>()).toHaveLength(request.points.length)
  })

  it('answers with a status it has told', async () => {
    const unknown = await server.get('/task/00000000-0000-4000-8000-000000000000')
    expect(Object.keys(described.paths['/task/{task_id}']!['get']!.responses)).toContain(String(unknown.statusCode))
    const wrong = await server.post('/MetOcean', { points: [], variables: [] })
    expect(Object.keys(described.paths['/MetOcean']!['post']!.responses)).toContain(String(wrong.statusCode))
  })

  it('tells the headers that say where numbers come from, where they are', async () => {
    const { example } = described.paths['/MetOcean']!['post']!.requestBody!.content['application/json']
    const task = (await server.post('/MetOcean/async', example as object)).json<{ task_id: string }>().task_id
    const answers = {
      '/MetOcean': { post: await server.post('/MetOcean', example as object) },
      '/task/{task_id}': { get: await server.get(`/task/${task}`) },
    }
    for (const [path, methods] of Object.entries(answers)) {
      for (const [method, answer] of Object.entries(methods)) {
        const told = Object.keys(described.paths[path]![method]!.responses['200']!.headers ?? {})
        expect(told).toEqual(['x-fairway-source', 'x-fairway-synthetic'])
        for (const name of told) expect(answer.headers).toHaveProperty(name)
      }
    }
  })

  it('tells the period covered', () => {
    expect(JSON.stringify(described.components.schemas['About'])).toContain('"window"')
  })

  it('is a page that needs no script and asks for nothing from elsewhere', async () => {
    const page = await server.get('/docs')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).not.toMatch(/<script|style="|https?:\/\//)
    for (const { path } of operations) expect(page.body).toContain(`/api${path}`)
    expect((await server.get('/docs/page.css')).headers['content-type']).toBe('text/css; charset=utf-8')
  })

  it('is told of in the project’s own pages', () => {
    expect(readFileSync('docs/api.md', 'utf8')).toContain('/api/openapi.json')
  })
})

/** `METHOD path` of each route in Fastify's tree of them, without the HEAD that comes with each GET. */
function routesOf(tree: string): string[] {
  const parents: string[] = []
  return tree.split('\n').flatMap((line) => {
    const found = /^([│├└─ ]*)(\S+)(?: \(([A-Z, ]+)\))?/.exec(line)
    if (!found) return []
    const depth = Math.floor(found[1]!.length / 4)
    parents.length = depth
    parents.push(found[2]!)
    const path = parents.join('')
    return (found[3]?.split(', ') ?? [])
      .filter((method) => method === 'GET' || method === 'POST')
      .map((method) => `${method} ${path}`)
  })
}
