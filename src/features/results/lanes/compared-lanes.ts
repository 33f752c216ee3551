import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { type ChartAxis, type LaneId } from '#src/state/preferences.ts'
import type { ComparedLane } from './lane-frame.ts'
import { laneOf } from './lanes.ts'
import { xScale } from './x-scale.ts'

/** How the lines of other answers are told apart, by their place among them. */
export const comparedDashes: readonly (readonly number[])[] = [
  [6, 3],
  [2, 2],
  [9, 3, 2, 3],
]

/** The same lane of other answers, over the same kind of axis; those that cannot fill it are left out, their dash with them. */
export function comparedLanes(
  answers: readonly NamedAnswer[],
  id: LaneId,
  axis: ChartAxis,
  units: Units,
): ComparedLane[] {
  return answers.flatMap((answer, place) => {
    const lane = laneOf(answer, id, units)
    return lane
      ? {
          name: answer.name,
          synthetic: answer.synthetic,
          lane,
          x: xScale(answer.columns, axis).values,
          dash: comparedDashes[place % comparedDashes.length]!,
        }
      : []
  })
}

/** What another answer has where the cursor is. Beyond its ends it has nothing. */
export function valueAtPlace({ lane, x }: Pick<ComparedLane, 'lane' | 'x'>, at: number): number {
  const index = nearestIndex(x, at)
  if (index < 0 || at < x[0]! || at > x.at(-1)!) return NaN
  return lane.series[0].values[index]!
}
