import { expect, it } from 'vitest'
import { writeResult } from '#src/data/workers/file-writer.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { plainNumbers } from '#src/domain/units/sheet-numbers.ts'
import { addAlternative } from '#src/domain/voyage/alternatives.ts'
import { activePlan, emptyVoyage, withPlan } from '#src/domain/voyage/voyage.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const columns = columnsOf({ Gust_10m: [3, 4] })
const routeOf = (name: string) => routeFromPositions('', [{ lat: 50, lon: -20 }], { names: [name] })

it('names in the table of an answer the waypoints of the alternative it was asked for', async () => {
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
