import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { type LaneId, usePreference } from '#src/state/preferences.ts'
import { laneIdsOf } from '../lanes/lanes.ts'

/** The lanes an answer can fill, and those of them that are shown, in the chosen order. */
export function useShownLanes(answer: Answer): { ids: readonly LaneId[]; shown: readonly LaneId[] } {
  const [order, hidden, maximised] = [
    usePreference('laneOrder'),
    usePreference('hiddenLanes'),
    usePreference('maximisedLane'),
  ]
  return useMemo(() => {
    const ids = laneIdsOf(answer)
    const alone = maximised !== null && ids.includes(maximised)
    return { ids, shown: alone ? [maximised] : order.filter((id) => ids.includes(id) && !hidden.includes(id)) }
  }, [answer, order, hidden, maximised])
}
