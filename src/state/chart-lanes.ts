import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** The lanes there are, in the order they have at first. */
export const laneIds = ['wind', 'wave', 'current', 'sst', 'depth'] as const
export type LaneId = (typeof laneIds)[number]

interface ChartLanes {
  readonly order: readonly LaneId[]
  readonly hidden: readonly LaneId[]
  /** The only one that is drawn, with all the room; null: all of them. */
  readonly maximised: LaneId | null
}

/** Which lanes of the charts are drawn, and in which order; kept for this browser. */
const useLanes = create<ChartLanes>()(
  persist((): ChartLanes => ({ order: laneIds, hidden: [], maximised: null }), {
    name: 'fairway.chart-lanes',
    version: 1,
  }),
)

/** All lanes in the chosen order. */
export const useLaneOrder = () => useLanes((state) => state.order)
export const useHiddenLanes = () => useLanes((state) => state.hidden)
export const useMaximisedLane = () => useLanes((state) => state.maximised)

export function laneToggled(id: LaneId): void {
  useLanes.setState(({ hidden, maximised }) =>
    hidden.includes(id)
      ? { hidden: hidden.filter((one) => one !== id) }
      : { hidden: [...hidden, id], maximised: maximised === id ? null : maximised },
  )
}

/** Alone with all the room, or back among the others. */
export function laneMaximised(id: LaneId | null): void {
  useLanes.setState({ maximised: id })
}

/** To the place of another lane; that one and those between make room. */
export function laneMoved(id: LaneId, to: LaneId): void {
  useLanes.setState(({ order }) => ({ order: order.filter((one) => one !== id).toSpliced(order.indexOf(to), 0, id) }))
}

export function lanesReset(): void {
  useLanes.setState({ order: laneIds, hidden: [], maximised: null })
}
