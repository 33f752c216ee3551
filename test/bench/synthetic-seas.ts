import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { SavingSplit } from '#src/domain/optimise/track/better-route.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'
import { workerEntry } from '#src/server/worker-entry.ts'
import { seededRandom } from '#test/support/seeded-random.ts'
import type { SeaFound, SeaPassage } from './synthetic-seas-worker.ts'

// What the search finds in seas nobody made for it: passages of the world, on dates of a year, in the embedded model.

interface SeaRoute extends Pick<SeaPassage, 'line'> {
  readonly name: string
  /** Left out: a quick look. */
  readonly size?: SeaPassage['size']
}

const routes: readonly SeaRoute[] = [
  { name: 'Bishop Rock – New York', line: [[49.7, -6.6], [42.5, -50], [40.45, -73.6]], size: 'usual' }, // prettier-ignore
  { name: 'Florida Strait – Lisbon', line: [[28, -79.6], [38.5, -9.8]] }, // prettier-ignore
  { name: 'Santos – Lisbon', line: [[-24.2, -46], [-23.5, -41.3], [-7.5, -34], [16, -27.5], [33.5, -18.8], [38.5, -9.9]] }, // prettier-ignore
  { name: 'Durban – Fremantle', line: [[-30.1, 31.4], [-32, 115.3]] }, // prettier-ignore
  { name: 'Cape Agulhas – Durban', line: [[-35.3, 20], [-34.7, 25.9], [-33.3, 28.4], [-30.1, 31.3]], size: 'usual' }, // prettier-ignore
  { name: 'Tokyo – Honolulu', line: [[34.7, 140.1], [21.1, -158.2]], size: 'usual' }, // prettier-ignore
  { name: 'Yokohama – Long Beach', line: [[34.8, 140.4], [33.5, -121]] }, // prettier-ignore
  { name: 'Cape Town – Rio de Janeiro', line: [[-34, 18], [-23.3, -42.8]] }, // prettier-ignore
  { name: 'Dondra Head – Ras al Hadd', line: [[5.6, 80.5], [7.6, 72.9], [22.7, 60.4]] }, // prettier-ignore
  { name: 'Sydney – North Cape', line: [[-33.9, 151.7], [-34.1, 172.3]] }, // prettier-ignore
  { name: 'New York – San Juan', line: [[40.2, -73.6], [18.8, -66.2]] }, // prettier-ignore
  { name: 'Rotterdam – Bergen', line: [[52.2, 3.7], [60.2, 4.4]] }, // prettier-ignore
]

const DATES = 8
/** Spread over a year, each at some hour of the seed's. */
const random = seededRandom(18)
const departuresMs = Array.from(
  { length: DATES },
  (_, place) =>
    Date.UTC(2026, 0, 10) + Math.floor((place * 365) / DATES) * DAY_MS + Math.floor(random() * 24) * HOUR_MS,
)

interface Found {
  readonly route: SeaRoute
  readonly found: SeaFound
}

/** Per cent of the route as drawn. */
const shareOf = ({ baseHours }: SeaFound, hours: number) => (100 * hours) / baseHours

function quartile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const place = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN]
  return low + (high - low) * (place - Math.floor(place))
}

const rounded = (value: number) => Number(value.toFixed(2)) + 0

/** The kinds of saving that any of them has. */
function kindsOf(all: readonly Found[]): (keyof SavingSplit)[] {
  const kinds = Object.keys(all[0]?.found.split ?? {}) as (keyof SavingSplit)[]
  return kinds.filter((kind) => all.some(({ found }) => found.split[kind] !== 0))
}

function row(all: readonly Found[], kinds: readonly (keyof SavingSplit)[]) {
  const savings = all.map(({ found }) => shareOf(found, found.saved))
  const gaps = all.flatMap(({ found: { gap } }) => (gap === null ? [] : [100 * gap]))
  const nothing = all.filter(({ found }) => found.outcome === 'nothing').length
  return {
    'saved %, quartiles': [0.25, 0.5, 0.75].map((share) => rounded(quartile(savings, share)).toFixed(2)).join(' '),
    ...Object.fromEntries(
      kinds.map((kind) => [
        `${kind} %`,
        rounded(
          quartile(
            all.map(({ found }) => shareOf(found, found.split[kind])),
            0.5,
          ),
        ),
      ]),
    ),
    'gap %, quartiles': [0.25, 0.5, 0.75].map((share) => rounded(quartile(gaps, share)).toFixed(2)).join(' '),
    'nothing to gain': `${Math.round((100 * nothing) / all.length)} %`,
    'no way': all.filter(({ found }) => found.outcome === 'no-way' || found.isBaseClosed).length,
  }
}

/**
 * Searches all of them, as many at a time as there are cores, and prints what they save.
 * @param inWeather for a bulk carrier that is slowed by the weather; takes twice as long
 */
export async function printSyntheticSeas(inWeather: boolean): Promise<void> {
  const { url, execArgv } = workerEntry('synthetic-seas-worker', import.meta.url)
  const pool = new Piscina({ filename: url.href, execArgv, maxThreads: availableParallelism() })
  const started = performance.now()
  const all = await Promise.all(
    routes.flatMap((route) =>
      departuresMs.map(async (departureMs): Promise<Found> => {
        const passage: SeaPassage = { line: route.line, size: route.size ?? 'quick', departureMs, inWeather }
        return { route, found: (await pool.run(passage)) as SeaFound }
      }),
    ),
  )
  await pool.destroy()
  const kinds = kindsOf(all)
  const lines = routes.map(
    (route) =>
      [
        route.name,
        row(
          all.filter((one) => one.route === route),
          kinds,
        ),
      ] as const,
  )
  const seconds = Math.round((performance.now() - started) / 1000)
  // eslint-disable-next-line no-console -- the table is what the command is for
  console.log(
    `${all.length} synthetic seas, ${inWeather ? 'slowed by the weather' : 'as fast in any weather'}, each line the medians of ${DATES} dates (${seconds} s)`,
  )
  // eslint-disable-next-line no-console -- as above
  console.table(Object.fromEntries([...lines, ['all', row(all, kinds)]]))
}
