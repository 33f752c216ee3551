import { expect, it } from 'vitest'
import { type KeptItem, shownItems } from '#src/domain/library/kept-list.ts'
import { isWaiting } from '#src/domain/library/team-list.ts'
import { shipKind } from '#src/domain/library/team-kinds.ts'
import type { Ship } from '#src/domain/voyage/ship.ts'
import { seededRandom } from '#test/support/seeded-random.ts'
import { FakeLibrary } from './fake-library.ts'
import { TeamBrowser } from './team-browser.ts'

const names = ['Alk', 'Brent', 'Clyde']
const draughtIn = (document: object | null) => (document as Ship | null)?.draughtM ?? null

/** An operator at a browser, who remembers what was typed and what was on the screen. */
class Operator {
  offline = false
  /** Draughts typed here that must not get lost, by the ship's name: what is typed over it takes its place. */
  readonly typed = new Map<string, number>()
  /** Draughts that were on this screen. */
  readonly seen = new Set<number>()
  readonly browser: TeamBrowser

  readonly name: string
  /** What was archived here last. */
  #gone: KeptItem<Ship> | null = null
  /** No more faults from now on. */
  isCalm = false
  readonly #random: () => number

  constructor(name: string, library: FakeLibrary, random: () => number) {
    this.name = name
    this.#random = random
    let ids = 0
    const fate = () => {
      if (this.offline || this.pick(12) === 0) return 'not-sent'
      return this.pick(8) === 0 ? 'answer-lost' : 'well'
    }
    const pause = async () => {
      for (let count = this.pick(4); count > 0; count--) await Promise.resolve()
    }
    const tail = () => String(++ids).padStart(3, '0')
    this.browser = new TeamBrowser(
      library.callsOf(name, () => (this.isCalm ? 'well' : fate()), pause),
      () => `${this.pick(10)}-${name}-${tail()}`,
    )
  }
  pick(count: number): number {
    return Math.floor(this.#random() * count)
  }
  look(): void {
    const { browser, seen } = this
    for (const { draughtM } of browser.shown()) seen.add(draughtM ?? 0)
    for (const { theirs } of browser.asked()) if (theirs !== 'removed') seen.add(draughtIn(theirs?.document ?? {}) ?? 0)
  }
  act(draughtM: number): void {
    this.look()
    const { browser } = this
    const what = this.pick(10)
    if (what < 5) {
      const name = names[this.pick(names.length)]!
      browser.keep({ name, draughtM })
      this.typed.set(name, draughtM)
    } else if (what === 5) {
      const item = shownItems(browser.list)[0]
      if (!item) return
      this.#gone = item
      browser.forget(item.doc)
      this.typed.delete(item.doc.name)
    } else if (what === 6) this.offline = !this.offline
    else if (what === 7) this.decide()
    else if (what === 8 && this.#gone) {
      browser.takeBack(this.#gone)
      this.#gone = null
    }
    this.look()
  }
  decide(): void {
    for (const item of this.browser.asked()) {
      const whose = this.pick(2) === 0 ? 'mine' : 'theirs'
      if (whose === 'theirs') this.typed.delete(item.doc.name)
      this.browser.decide(item, whose)
    }
  }
}

async function round(seed: number): Promise<void> {
  const random = seededRandom(seed)
  const library = new FakeLibrary()
  const desks = [new Operator('anna', library, random), new Operator('ben', library, random)]
  let draught = 0
  for (let step = 0; step < 40; step++) {
    for (const desk of desks) for (let count = desk.pick(3); count > 0; count--) desk.act(++draught)
    // At the same time, so that their calls mix.
    await Promise.all(desks.filter((desk) => desk.pick(3) > 0).map((desk) => desk.browser.round()))
    desks.forEach((desk) => desk.look())
  }
  for (const desk of desks) desk.isCalm = true
  for (let calm = 0; calm < 8; calm++)
    for (const desk of desks) {
      await desk.browser.round()
      desk.look()
      desk.decide()
    }
  const there = library.active().map(({ document }) => document as unknown as Ship)
  for (const { browser, typed } of desks) {
    expect(browser.asked()).toEqual([])
    expect(browser.list.items.filter((item) => isWaiting(shipKind, item))).toEqual([])
    expect(new Set(browser.shown().map(({ draughtM }) => draughtM))).toEqual(
      new Set(there.map(({ draughtM }) => draughtM)),
    )
    // Nothing lost: what was typed last, and not given up, got to the library.
    const kept = library.history.map(({ document }) => draughtIn(document))
    for (const value of typed.values()) expect(kept).toContain(value)
  }
  // Nothing doubled.
  expect(there.map(({ name }) => name).toSorted()).toEqual([...new Set(there.map(({ name }) => name))].toSorted())
  // Nothing overwritten unseen.
  for (const { by, before, beforeBy } of library.history) {
    const value = draughtIn(before)
    if (value === null || beforeBy === by) continue
    expect(desks.find(({ name }) => name === by)?.seen, `${by} over ${value}`).toContain(value)
  }
}

/** As many as `npm run check:kill` asks for, within reason; its seed is that of the first round. */
const ROUNDS = Math.min(300, Number(process.env['KILL_ROUNDS'] ?? 60))
const first = Number(process.env['KILL_SEED'] ?? 1)
it.each(Array.from({ length: ROUNDS }, (_, index) => first + index))(
  'round %i: of the ships of two browsers nothing is lost, doubled or overwritten unseen',
  (seed) => round(seed),
)
