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
        parameters: { name: string; in: string }[]
        requestBody?: { content: { 'application/json': { example?: unknown } } }
        responses: Record<string, { headers?: Record<string, unknown> }>
      }
    >
  >
  components: { schemas: Record<string, unknown> }
}

describe('what the API says about itself', () => {
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

  it('lists every call the server answers, and no other', () => {
    const told = operations.map(
      ({ method, path }) =>
        `${method.toUpperCase()} /api${path.replace(/\{\w+_id\}/, ':id').replace(/\{(\w+)\}/, ':$1')}`,
    )
    const own = ['/api/openapi.json', '/api/docs', '/api/docs/page.css']
    const answered = routesOf(server.app.printRoutes({ commonPrefix: false, includeHooks: false }))
    const ofApi = answered.filter((route) => route.includes(' /api/'))
    expect(ofApi.filter((route) => !own.some((path) => route.endsWith(` ${path}`))).sort()).toEqual(told.sort())
  })

  it('gives an example that the server accepts as it is', async () => {
    const { example } = described.paths['/MetOcean']!['post']!.requestBody!.content['application/json']
    const request = MetOceanRequest.parse(example)
    const answer = await server.post('/MetOcean', example as object)
    expect(answer.statusCode).toBe(200)
    expect(answer.json<unknown[]>()).toHaveLength(request.points.length)
  })

  it('uses only statuses that it lists', async () => {
    const unknown = await server.get('/task/00000000-0000-4000-8000-000000000000')
    expect(Object.keys(described.paths['/task/{task_id}']!['get']!.responses)).toContain(String(unknown.statusCode))
    const wrong = await server.post('/MetOcean', { points: [], variables: [] })
    expect(Object.keys(described.paths['/MetOcean']!['post']!.responses)).toContain(String(wrong.statusCode))
  })

  it('says which calls need a header', async () => {
    for (const { path, method, isOpen } of operations) {
      const url = `/api${path.replaceAll(/\{\w+\}/g, 'none')}`
      const { statusCode } = await server.app.inject({ method: method === 'get' ? 'GET' : 'POST', url })
      expect([path, statusCode === 401]).toEqual([path, !isOpen])
      expect(Object.keys(described.paths[path]![method]!.responses).includes('401')).toBe(!isOpen)
    }
  })

  it('lists the headers that say where numbers come from, where they apply', async () => {
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

  it('lists the parameters and the header of lists that come in pages', async () => {
    const { example } = described.paths['/MetOcean']!['post']!.requestBody!.content['application/json']
    for (let count = 0; count < 2; count++) await server.post('/MetOcean/async', example as object)
    for (const path of ['/user/tasks', '/user/tasks/PENDING', '/user/tasks/SUCCESS']) {
      const { parameters, responses } = described.paths[path]!['get']!
      expect(parameters.map(({ name, in: where }) => [name, where])).toEqual([
        ['limit', 'query'],
        ['before', 'query'],
      ])
      expect(Object.keys(responses['200']!.headers!)).toEqual(['link'])
      expect(Object.keys(responses)).toContain(String((await server.get(`${path}?limit=0`)).statusCode))
    }
    expect((await server.get('/user/tasks?limit=1')).headers['link']).toMatch(/^<\/api\/user\/tasks\?\S+>; rel="next"$/)
  })

  it('states the period covered', () => {
    expect(JSON.stringify(described.components.schemas['About'])).toContain('"window"')
  })

  it('is a page that needs no script and asks for nothing from elsewhere', async () => {
    const page = await server.get('/docs')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).not.toMatch(/<script|style="|https?:\/\//)
    for (const { path } of operations) expect(page.body).toContain(`/api${path}`)
    expect((await server.get('/docs/page.css')).headers['content-type']).toBe('text/css; charset=utf-8')
  })

  it('is mentioned in the project’s own pages', () => {
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
    return (found[3]?.split(', ') ?? []).filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`)
  })
}
