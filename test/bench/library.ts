import { randomUUID } from 'node:crypto'
import { documentOf, namedRoute } from '#test/server/library/library-server.ts'
import { measuredOnce, type ServiceFigure } from './service.ts'
import { quantile } from './service-load.ts'
import { onPglite } from './service-servers.ts'

const VOYAGES = 1000
const RUNS = 11
const WARM_UPS = 2

type Times = Readonly<Record<'list' | 'search' | 'read' | 'save', number>>

/** A server with a thousand voyages of forty waypoints, and one of two thousand. Medians in milliseconds. */
const run = measuredOnce(async (): Promise<Times> => {
  const { api, stop } = await onPglite()
  const headers = { 'content-type': 'application/json', 'x-fairway': '1', 'accept-encoding': 'identity' }
  const call = async (method: string, path: string, body?: object, more: Record<string, string> = {}) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return { text, tag: response.headers.get('etag') ?? '' }
  }
  const median = async (work: (run: number) => Promise<unknown>) => {
    const times: number[] = []
    for (let count = 0; count < RUNS; count++) {
      const start = performance.now()
      await work(count)
      if (count >= WARM_UPS) times.push(performance.now() - start)
    }
    return quantile(times, 0.5)
  }
  const names = (stem: string, count: number) => Array.from({ length: count }, (_, at) => `${stem} ${at}`)
  try {
    for (let number = 0; number < VOYAGES; number++) {
      const id = randomUUID()
      const route = namedRoute(names(`Buoy ${number}`, 40).map((name, at) => (at % 4 === 0 ? name : '')))
      await call('POST', '/voyages', { id, document: documentOf(id, { name: `Voyage ${number}`, route }) })
    }
    const id = randomUUID()
    const large = (name: string) => documentOf(id, { name, route: namedRoute(names('', 2000).map(() => '')) })
    let { tag } = await call('POST', '/voyages', { id, document: large('Large') })
    const documents = names('Large', RUNS).map(large)
    return {
      list: await median(async () => void JSON.parse((await call('GET', `/voyages?limit=${VOYAGES}`)).text)),
      search: await median(async (count) => {
        const { voyages } = JSON.parse((await call('GET', `/voyages?search=buoy%20${100 + count}`)).text) as {
          voyages: unknown[]
        }
        if (voyages.length === 0) throw new Error('the search found nothing')
      }),
      read: await median(async () => void JSON.parse((await call('GET', `/voyages/${id}`)).text)),
      save: await median(async (count) => {
        ;({ tag } = await call('PUT', `/voyages/${id}`, { document: documents[count] }, { 'if-match': tag }))
      }),
    }
  } finally {
    await stop()
  }
})

/** The library as a desk meets it, over HTTP, on the built product. */
export const libraryFigures: readonly ServiceFigure[] = [
  { name: 'List of 1,000 voyages, read', goal: 200, floor: 400, value: async () => (await run()).list },
  { name: 'Search among 1,000 voyages', goal: 100, floor: 200, value: async () => (await run()).search },
  { name: 'Voyage of 2,000 waypoints, read', goal: 150, floor: 300, value: async () => (await run()).read },
  { name: 'Voyage of 2,000 waypoints, saved', goal: 150, floor: 300, value: async () => (await run()).save },
].map((figure) => ({ ...figure, issue: 15, ofService: true, needsPostgres: false }))
