import { setTimeout as sleep } from 'node:timers/promises'
import { loadVoyage } from '#src/data/voyages/voyages.ts'
import { isFinal, type Submission } from '#src/domain/tasks/submission.ts'
import type { Promises } from './round.ts'
import { MINUTE_MS, type World } from './world.ts'

/** A guard against waiting for ever: far more than every look-up, back-off and deadline together. */
const GUARD_MS = 40 * MINUTE_MS
const LOOK_MS = 20
/** Long enough for a second sending to show, if there were one. */
const QUIET_MS = MINUTE_MS / 2

/**
 * Everything works again, and time passes; the test does what the screen leaves to the operator.
 * @returns what is wrong, in words; empty: every promise was kept
 */
export async function judge(world: World, promises: Promises): Promise<string[]> {
  const wrong: string[] = []
  world.upstream.heal()
  await world.startGateway()
  world.reload()
  await settle(world, promises, wrong)
  await sleep(QUIET_MS)

  const cards = world.page().tasks.snapshot().submissions
  const real = ({ taskName }: Submission) => world.upstream.tasks.named(taskName)
  for (const id of promises.submitted) {
    if (!promises.discarded.has(id) && !cards.some((card) => card.id === id)) wrong.push(`the wish ${id} is gone`)
  }
  for (const card of cards) {
    const count = real(card).length
    const asItWas = `${card.taskName} (${card.mode}, ${card.state})`
    if (!isFinal(card)) wrong.push(`${asItWas} did not end: ${card.error?.detail ?? 'no reason given'}`)
    if (count > 1) wrong.push(`${asItWas} became ${count} tasks`)
    if (count === 0 && card.state !== 'cancelled') wrong.push(`${asItWas} has no task`)
    if (card.state === 'failed') wrong.push(`${asItWas} failed: ${card.error?.detail ?? ''}`)
  }
  for (const { task_name, task_id } of world.upstream.tasks.all) {
    if (!cards.some(({ taskName }) => taskName === task_name))
      wrong.push(`nobody knows the task ${task_name ?? task_id}`)
  }
  for (const id of promises.cancelled) {
    const card = cards.find((one) => one.id === id)
    if (card && card.state !== 'cancelled' && card.state !== 'done')
      wrong.push(`the cancel of ${card.taskName} came to nothing: ${card.state}`)
  }
  return [...wrong, ...(await judgeVoyage(world, promises))]
}

/** Waits until every card has ended. An operator looks again before resending a submission that was not found. */
async function settle(world: World, promises: Promises, wrong: string[]): Promise<void> {
  const until = Date.now() + GUARD_MS
  const looked = new Set<string>()
  while (Date.now() < until) {
    const { tasks, storage } = world.page()
    const cards = tasks.snapshot().submissions
    const open = cards.filter((one) => !isFinal(one))
    const stored = await storage.getAll('submissions')
    if (open.length === 0 && stored.every(({ id }) => cards.some((card) => card.id === id))) return
    for (const card of open.filter(({ state }) => state === 'not-found')) {
      if (!looked.has(card.id)) {
        looked.add(card.id)
        await tasks.checkNow()
        continue
      }
      if (world.upstream.tasks.named(card.taskName).length > 0)
        wrong.push(`${card.taskName} reads "not found", but there is a task`)
      const again = await tasks.sendAgain(card.id)
      if (promises.submitted.delete(card.id) && again) promises.submitted.add(again.id)
    }
    await sleep(LOOK_MS)
  }
}

async function judgeVoyage(world: World, { voyage: { kept, unsure, saved } }: Promises): Promise<string[]> {
  const stored = await loadVoyage(kept.id, world.page().storage)
  if (!stored) return saved.rev > 0 ? ['the voyage is gone'] : []
  const isKept = stored.voyage.name === kept.name || stored.voyage.name === unsure?.name
  return isKept ? [] : [`the voyage reads "${stored.voyage.name}", last saved was "${kept.name}"`]
}
