import { describe, expect, it } from 'vitest'
import { emptyShip } from '#src/domain/voyage/ship.ts'
import { areaKind, shipKind } from '#src/domain/library/team-kinds.ts'
import { bothVersions, chosenVersion, differencesBetween } from '#src/domain/library/two-versions.ts'
import type { VoyageDocument } from '#src/domain/library/voyage-document.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { addAlternative, MAX_ALTERNATIVES, showAlternative } from '#src/domain/voyage/alternatives.ts'
import { boxArea } from '#test/support/box-area.ts'
import { startingCharter } from '#src/domain/voyage/charter/charter.ts'
import { activePlan, emptyVoyage, type Voyage, VOYAGE_SCHEMA, withPlan } from '#src/domain/voyage/voyage.ts'

const departureMs = Date.UTC(2026, 10, 30, 6)
const route = routeFromPositions('Passage', [
  { lat: 52, lon: 4 },
  { lat: 50, lon: -5 },
  { lat: 44, lon: -63 },
])
const base = withPlan({ ...emptyVoyage('v', departureMs), name: 'Rotterdam – Halifax' }, { route })
const moved = (voyage: Voyage, lat: number): Voyage => {
  const { waypoints } = activePlan(voyage).route
  const changed = waypoints.map((one, index) => (index === 1 ? { ...one, position: { ...one.position, lat } } : one))
  return withPlan(voyage, { route: { ...activePlan(voyage).route, waypoints: changed } })
}

describe('what differs between two versions', () => {
  it('is nothing where both say the same, or only look at it otherwise', () => {
    expect(differencesBetween(base, structuredClone(base))).toEqual([])
    const two = addAlternative(base)
    expect(differencesBetween(showAlternative(two, 'a1', false), { ...two, activeId: 'a1' })).toEqual([])
  })

  it('names waypoints, schedule, ship and limits, each with both sides', () => {
    const yours = moved({ ...base, ship: { ...base.ship, name: 'Astrid', imo: '9074729', lengthM: 180 } }, 49)
    const theirs = withPlan(
      { ...base, limits: { ...base.limits, wave: { caution: 4, limit: 5 } } },
      { departureMs: departureMs + 3_600_000, speedKn: 14 },
    )
    const rows = differencesBetween(yours, theirs)
    expect(rows.map(({ what }) => what)).toEqual(['Ship', 'Limits', 'Waypoints', 'Schedule'])
    const [ship, limits, waypoints, schedule] = rows
    expect(ship).toMatchObject({ yours: expect.stringContaining('IMO 9074729 · length 180.0') as string, theirs: '—' })
    expect(limits!.theirs).toContain('Wave height 5.0')
    expect(waypoints).toMatchObject({ detail: '1 moved', yours: expect.stringContaining('3 waypoints') as string })
    expect(schedule!.yours).toContain('30 Nov 2026 06:00Z')
    expect(schedule!.theirs).toContain('30 Nov 2026 07:00Z')
  })

  it('tells what a ship burns and how she is loaded', () => {
    const rows = [{ speedKn: 12, laden: 24, ballast: null }]
    const yours = {
      ...base,
      ship: { ...base.ship, consumption: { fuel: 'lng' as const, rows }, speedLoss: 'container' as const, bowM: 50 },
      loading: { ...base.loading, condition: 'ballast' as const },
    }
    expect(differencesBetween(yours, base)).toMatchObject([
      {
        what: 'Ship',
        yours: 'bow 50.0 m · LNG, t/day: 12 kn 24 laden · speed loss in weather (container)',
        theirs: '—',
      },
      { what: 'Loading', yours: 'ballast', theirs: 'laden' },
    ])
  })

  it('tells the terms of the charter party on one line', () => {
    const yours = { ...base, charter: { ...startingCharter, speedKn: 12.5 } }
    expect(differencesBetween(yours, base)).toEqual([
      {
        what: 'Charter party',
        yours:
          '12.5 kn · Beaufort 4 (11–16 kn) or less · waves up to 1.25 m · no adverse current · periods of any length',
        theirs: '—',
        detail: '',
      },
    ])
  })

  it('tells of each area that only one has, or that has other corners', () => {
    const wind = boxArea('Wind farm', [3, 52, 4, 53])
    const yours = { ...base, areas: [wind, boxArea('Firing', [0, 50, 1, 51])] }
    const theirs = { ...base, areas: [boxArea('Wind farm', [3, 52, 5, 53])] }
    expect(differencesBetween(yours, theirs)).toEqual([
      {
        what: 'Area “Wind farm”',
        yours: 'Keep out · 4 corners',
        theirs: 'Keep out · 4 corners',
        detail: 'with other corners',
      },
      { what: 'Area “Firing”', yours: 'Keep out · 4 corners', theirs: 'not there', detail: '' },
    ])
    expect(bothVersions(theirs, yours, 'Anna')?.voyage.areas.map(({ name }) => name)).toEqual(['Wind farm', 'Firing'])
  })

  it('counts what is in one of them alone, and routes that only one has', () => {
    const longer = withPlan(base, {
      route: { ...route, waypoints: [...route.waypoints, { ...route.waypoints[0]!, id: 'x', name: 'End' }] },
    })
    expect(differencesBetween(longer, base)).toMatchObject([{ what: 'Waypoints', detail: '1 only in yours' }])
    const only = { yours: 'added since', theirs: 'deleted since' }
    expect(differencesBetween(longer, base, only)).toMatchObject([{ detail: '1 added since' }])
    expect(differencesBetween(base, addAlternative(base, 'North'))).toMatchObject([
      { what: 'Route “North”', yours: 'not there', theirs: expect.stringContaining('0 waypoints') as string },
    ])
  })

  it('sees another order, another stay and another leg', () => {
    const [first, second, third] = route.waypoints
    const shuffled = withPlan(base, { route: { ...route, waypoints: [second!, first!, third!] } })
    expect(differencesBetween(base, shuffled)[0]).toMatchObject({ detail: 'in another order' })
    const stays = withPlan(base, { route: { ...route, waypoints: [first!, { ...second!, stayMin: 60 }, third!] } })
    expect(differencesBetween(base, stays)[0]).toMatchObject({ what: 'Schedule', detail: '1 with another stay' })
    const great = { ...second!, leg: { ...second!.leg, type: 'GC' as const } }
    const other = withPlan(base, { route: { ...route, waypoints: [first!, great, third!] } })
    expect(differencesBetween(base, other)[0]).toMatchObject({ detail: '1 with another kind of leg' })
  })
})

describe('both versions as one voyage', () => {
  it('have every route of theirs that differs beside yours, under names and ids of their own', () => {
    const theirs = addAlternative(moved(base, 48), 'North')
    const both = bothVersions(base, theirs, 'Anna')!
    expect(both.voyage.alternatives.map(({ id, name }) => [id, name])).toEqual([
      ['a1', 'Route 1'],
      ['a2', 'Route 1 (Anna)'],
      ['a3', 'North (Anna)'],
    ])
    expect([...both.newIds]).toEqual([
      ['a1', 'a2'],
      ['a2', 'a3'],
    ])
    expect(both.voyage.activeId).toBe(base.activeId)
  })

  it('double nothing that both have', () => {
    expect(bothVersions(base, { ...base, name: 'Other' }, 'Anna')!.voyage).toEqual(base)
  })

  it('are not made where they would be too many', () => {
    let many = base
    for (let count = 1; count < MAX_ALTERNATIVES; count++) many = addAlternative(many)
    expect(bothVersions(many, moved(base, 40), 'Anna')).toBeNull()
  })
})

describe('what becomes of two versions', () => {
  const askedAt = '2026-11-30T10:00:00Z'
  const answer = (alternative: string, taskId: string) =>
    ({ alternative, taskId, taskName: 'n', first: 0, count: 3, askedAt }) as const
  const theirs: VoyageDocument = {
    schema: VOYAGE_SCHEMA,
    voyage: moved(base, 48),
    note: 'Theirs',
    answers: [answer('a1', 'of-theirs')],
    reported: null,
    shown: {},
  }
  const yours = { voyage: { ...base, name: 'Yours' }, answers: [answer('a1', 'of-yours')] }

  it.each([
    ['yours', 'Yours', [answer('a1', 'of-yours')]],
    ['theirs', base.name, [answer('a1', 'of-theirs')]],
    ['both', 'Yours', [answer('a1', 'of-yours'), answer('a2', 'of-theirs')]],
  ] as const)('%s: each route keeps its own answer, and the note is the library’s', (choice, name, answers) => {
    const outcome = chosenVersion(choice, yours, theirs, 'Anna')!
    expect(outcome.voyage.name).toBe(name)
    expect(outcome.beside).toMatchObject({ note: 'Theirs', answers })
  })

  it('is nothing where both would be too many', () => {
    let many = base
    for (let count = 1; count < MAX_ALTERNATIVES; count++) many = addAlternative(many)
    expect(chosenVersion('both', { ...yours, voyage: many }, theirs, 'Anna')).toBeNull()
  })
})

it('joins two records of a ship whose tables say the same, and tells apart those that do not', () => {
  const withTable = (laden: number) => ({
    ...emptyShip,
    name: 'Astrid',
    consumption: { fuel: 'hfo' as const, rows: [{ speedKn: 12, laden, ballast: null }] },
  })
  expect(shipKind.joined({ ...withTable(24), draughtM: 9 }, withTable(24))).toEqual({ ...withTable(24), draughtM: 9 })
  expect(shipKind.joined(withTable(24), { ...emptyShip, name: 'Astrid' })).toEqual(withTable(24))
  expect(shipKind.joined(withTable(24), withTable(25))).toBeNull()
  expect(shipKind.differences(withTable(24), { ...emptyShip, name: 'Astrid', bowM: 50 })).toEqual([
    { what: 'Consumption', yours: 'HFO, t/day: 12 kn 24 laden', theirs: '—', detail: '' },
    { what: 'Length of the bow', yours: '—', theirs: '50 m', detail: '' },
  ])
})

it('tells two records of an area apart by the first corner that differs, and joins only what is the same', () => {
  const one = boxArea('Wind farm', [3, 52, 4, 53])
  const other = { ...boxArea('Wind farm', [3, 52, 5, 53]), source: 'Chart 1423' }
  expect(areaKind.differences(one, other)).toEqual([
    { what: 'Area', yours: 'Keep out · 4 corners', theirs: 'Keep out · 4 corners · Chart 1423', detail: '' },
    { what: 'Corner 2', yours: "52°00.000'N 004°00.000'E", theirs: "52°00.000'N 005°00.000'E", detail: '' },
  ])
  expect(areaKind.joined(one, other)).toBeNull()
  expect(areaKind.joined(one, structuredClone(one))).toEqual(one)
  expect(areaKind.read({ name: 'Of a later version', corners: 'elsewhere' })).toBeNull()
})
