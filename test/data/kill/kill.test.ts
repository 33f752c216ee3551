import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCall } from '#src/data/http/read-call.ts'
import { openTestDatabase } from '#test/server/support/gateway.ts'
import { scalePolicy } from '#test/support/scaled-policy.ts'
import { playRound } from './round.ts'
import { judge } from './verdict.ts'
import { type Doors, openWorld } from './world.ts'

const rounds = Number(process.env['KILL_ROUNDS'] ?? 25)
const firstSeed = Number(process.env['KILL_SEED'] ?? 1)
/** A guard against hanging, for one round. */
const ROUND_MS = 60_000

let database: Awaited<ReturnType<typeof openTestDatabase>>
let restorePolicy: () => void
beforeAll(async () => {
  database = await openTestDatabase()
  restorePolicy = scalePolicy(0.01, 3_000)
}, ROUND_MS)
afterAll(async () => {
  restorePolicy()
  await database.close()
})

async function round(seed: number, doors: Doors = {}): Promise<string[]> {
  const world = await openWorld(database.db, `round-${seed}-${Object.keys(doors).join('')}`, doors)
  try {
    return await judge(world, await playRound(world, seed))
  } finally {
    await world.close()
  }
}

describe('whatever is killed, and whenever', () => {
  it.each(Array.from({ length: rounds }, (_, index) => firstSeed + index))(
    'every promise of round %i is kept',
    { timeout: ROUND_MS },
    async (seed) => {
      expect(await round(seed), `npm run check:kill -- --seed ${seed} --rounds 1`).toEqual([])
    },
  )
})

describe('the checker itself', () => {
  const wrongs = async (doors: Doors) => {
    for (let seed = 1; seed <= 12; seed++) {
      const wrong = await round(seed, doors)
      if (wrong.length > 0) return wrong.join('\n')
    }
    return ''
  }

  it('notices a browser that sends before it has stored anything', { timeout: 12 * ROUND_MS }, async () => {
    const forgetful: Doors = {
      storage: (disk) => ({
        ...disk,
        put: async (store, value) => (store === 'submissions' ? undefined : disk.put(store, value)),
      }),
    }
    expect(await wrongs(forgetful)).toMatch(/is gone|nobody knows/)
  })

  it('notices a browser that sends again what may have been sent', { timeout: 12 * ROUND_MS }, async () => {
    const stubborn: Doors = {
      reader: async (call) => {
        try {
          return await readCall(call)
        } catch (error) {
          if (call.kind === 'task') throw error
          return readCall({ ...call, sending: { ...call.sending, id: crypto.randomUUID() } })
        }
      },
    }
    expect(await wrongs(stubborn)).toMatch(/became 2 tasks/)
  })
})
