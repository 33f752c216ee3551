import { setTimeout as sleep } from 'node:timers/promises'
import { loadVoyage, notSaved, saveVoyage, type Saved } from '#src/data/voyages/voyages.ts'
import { isFinal } from '#src/domain/tasks/submission.ts'
import { noHistory } from '#src/domain/voyage/history.ts'
import { emptyVoyage, type Voyage } from '#src/domain/voyage/voyage.ts'
import { seededRandom } from '#test/support/seeded-random.ts'
import { atMs, testPoints } from '#test/support/submission.ts'
import type { Behaviour } from '#test/support/upstream/answer.ts'
import {
  delayed,
  htmlPage,
  lostAfterServing,
  refuse,
  resetUnserved,
  silentAfterServing,
} from '#test/support/upstream/behaviours.ts'
import { cutAt } from '#test/support/upstream/deliveries.ts'
import { MINUTE_MS, type World } from './world.ts'

/** What the operator was promised during a round. */
export interface Promises {
  /** Ids of submissions that were stored when the page said so. */
  readonly submitted: Set<string>
  /** Submissions withdrawn before they were sent: they may be gone. */
  readonly discarded: Set<string>
  /** Cancels that were stored. */
  readonly cancelled: Set<string>
  /** The last voyage that was saved, and one whose saving was cut off: it may be stored or not. */
  readonly voyage: { kept: Voyage; unsure: Voyage | null; saved: Saved }
}

const STEPS = { least: 8, most: 14 } as const
const PAUSE_MS = MINUTE_MS / 8
const VOYAGE_ID = '00000000-0000-4000-8000-00000000000a'

const linkFaults: readonly (readonly [line: string, behaviour: Behaviour])[] = [
  ['POST /MetOcean', lostAfterServing],
  ['POST /MetOcean', silentAfterServing],
  ['POST /MetOcean', resetUnserved],
  ['POST /MetOcean', cutAt(5)],
  ['POST /MetOcean', delayed(MINUTE_MS / 2)],
  ['POST /MetOcean', refuse(503, 'away', { 'retry-after': '1' })],
  ['POST /MetOcean', refuse(429, 'slow down', { 'retry-after': '1' })],
  ['GET /user/tasks', htmlPage(502)],
  ['GET /user/tasks', resetUnserved],
  ['GET /task/', cutAt(20)],
  ['GET /task/', resetUnserved],
  ['POST /cancel_task', lostAfterServing],
  ['POST /cancel_task', resetUnserved],
]

/** One round: an operator who works and a breaker who breaks things take random turns, the same for the same seed. */
export async function playRound(world: World, seed: number): Promise<Promises> {
  const random = seededRandom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const promises: Promises = {
    submitted: new Set(),
    discarded: new Set(),
    cancelled: new Set(),
    voyage: { kept: emptyVoyage(VOYAGE_ID, atMs), unsure: null, saved: notSaved },
  }
  const point = numbered()
  let backIn = 0

  /** Holds only if the page lived until the promise was made. */
  const promised = <T>(work: Promise<T>, then: (value: T) => void): void =>
    void Promise.race([work, world.page().killed]).then(then, () => undefined)

  const operator = {
    submit: () => {
      // Each has its own number of points, so that none is taken for another by its size.
      const points = testPoints(point())
      const parts = [
        {
          voyageId: VOYAGE_ID,
          voyageName: `Round ${seed}`,
          alternativeId: 'a1',
          alternativeName: '',
          first: 0,
          count: points.lat.length,
        },
      ]
      const draft = {
        slug: 'round',
        parts,
        mode: pick(['sync', 'async'] as const),
        points,
        variables: ['wind'] as const,
        windHeightM: 10,
        receiveMail: false,
      }
      promised(world.page().tasks.submit(draft), ({ id }) => promises.submitted.add(id))
    },
    cancel: () => {
      const open = world
        .page()
        .tasks.snapshot()
        .submissions.filter((one) => !isFinal(one))
      if (open.length === 0) return
      const { id, state } = pick(open)
      // What was not sent yet is discarded with its card, whether or not that was promised in time.
      if (state === 'unsent') promises.discarded.add(id)
      promised(world.page().tasks.cancel(id), () => promises.cancelled.add(id))
    },
    edit: () => editVoyage(world, promises, `Round ${seed}, edit ${point()}`),
    check: () => promised(world.page().tasks.checkNow(), () => undefined),
    reload: () => world.reload(),
  }
  const breaker = {
    link: () => world.upstream.next(...pick(linkFaults)),
    browser: () => world.killBrowser(),
    gateway: async () => {
      backIn = 1 + Math.floor(random() * 3)
      await world.killGateway()
    },
  }
  const turns: readonly (() => void | Promise<void>)[] = [
    operator.submit,
    operator.submit,
    operator.submit,
    operator.cancel,
    operator.edit,
    operator.check,
    operator.reload,
    breaker.link,
    breaker.link,
    breaker.link,
    breaker.browser,
    breaker.gateway,
  ]

  const steps = STEPS.least + Math.floor(random() * (STEPS.most - STEPS.least + 1))
  operator.submit()
  for (let step = 0; step < steps; step++) {
    await pick(turns)()
    await sleep(random() * PAUSE_MS)
    if (backIn > 0 && --backIn === 0) await world.startGateway()
  }
  return promises
}

async function editVoyage(world: World, { voyage }: Promises, name: string): Promise<void> {
  const page = world.page()
  // A newly opened page begins with what is stored, as the product's does.
  const stored = await loadVoyage(VOYAGE_ID, page.storage)
  const edited = { ...(stored?.voyage ?? voyage.kept), name }
  voyage.unsure = edited
  const work = saveVoyage(edited, noHistory, stored?.saved ?? notSaved, atMs, page.storage)
  void Promise.race([work, page.killed]).then(
    (done) => {
      if (done) Object.assign(voyage, { kept: edited, unsure: null, saved: done })
    },
    () => undefined,
  )
}

function numbered(): () => number {
  let next = 2
  return () => next++
}
