import { expect, it } from 'vitest'
import { writeResult, writeVoyage } from '#src/data/workers/file-writer.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { plainNumbers } from '#src/domain/units/sheet-numbers.ts'
import { activateAlternative, addAlternative } from '#src/domain/voyage/alternatives.ts'
import { activePlan, emptyVoyage, withPlan } from '#src/domain/voyage/voyage.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const columns = columnsOf({ Gust_10m: [3, 4] })
const routeOf = (name: string) => routeFromPositions('', [{ lat: 50, lon: -20 }], { names: [name] })

it('names the waypoints of the alternative that an answer was asked for in its table', async () => {
  const first = withPlan(emptyVoyage('v', 0), { route: routeOf('First') })
  const both = addAlternative(first)
  const voyage = withPlan(both, { ...activePlan(both), route: routeOf('Second') })
  const askedFor = { voyageId: 'v', voyageName: '', alternativeId: first.activeId, alternativeName: '', count: 2 }
  const named = async (of: typeof askedFor | null) =>
    (await (await writeResult('csv', answerOf(columns, { askedFor: of }), voyage, plainNumbers)).content.text()).match(
      /First|Second/g,
    )
  expect(await named(askedFor)).toEqual(['First'])
  expect(await named(null)).toEqual(['Second'])
  expect(await named({ ...askedFor, alternativeId: 'gone' })).toEqual(['Second'])
})

it('names the alternative in the files of a voyage that has several', async () => {
  const ends = [
    { lat: 50, lon: -20 },
    { lat: 51, lon: -20 },
  ]
  const single = withPlan({ ...emptyVoyage('v', 0), name: 'Alta' }, { route: routeFromPositions('', ends) })
  const both = activateAlternative(addAlternative(single), single.activeId)
  const written = async (voyage: typeof both) => {
    const { fileName, content } = await writeVoyage('rtz-1.1', voyage, plainNumbers)
    return [fileName, /routeName="([^"]*)"/.exec(await content.text())?.[1]]
  }
  expect(await written(both)).toEqual(['Alta_Route_1.rtz', 'Alta, Route 1'])
  expect(await written(single)).toEqual(['Alta.rtz', 'Alta'])
  const askedFor = { voyageId: 'v', voyageName: '', alternativeId: 'a2', alternativeName: '', count: 2 }
  const answer = await writeResult('csv', answerOf(columns, { askedFor }), both, plainNumbers)
  expect(await answer.content.text()).toContain('Alternative,Route 2')
})
