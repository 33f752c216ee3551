import { useMemo } from 'react'
import { create } from 'zustand'
import type { Position } from '#src/domain/position.ts'
import type { Route } from '#src/domain/route/route.ts'
import type { RoutePlan } from '#src/domain/voyage/voyage.ts'
import { usePlan } from './voyage.ts'

/** pan: the map moves, waypoints are selected and moved. area: the corners of a no-go area are set. */
export type Tool = 'pan' | 'draw' | 'measure' | 'area'

/** A waypoint being dragged. The voyage gets it only when it is let go: until then nothing is saved or undone. */
interface WaypointDrag {
  /** The route before the drag, which is still the voyage's. */
  readonly from: Route
  /** The route as it would be if the waypoint were let go now; includes a new waypoint. */
  readonly route: Route
  readonly id: string
}

interface EditorState {
  tool: Tool
  selectedWaypointId: string | null
  drag: WaypointDrag | null
  /** Drawn on the map, and not yet an area with a name; none: nothing is. */
  drawnCorners: readonly Position[]
  /** Does the full route table take the place of the charts? */
  fullTableOpen: boolean
  /** Is the port search shown over the route table? */
  portSearchOpen: boolean
  actions: {
    toolChosen: (tool: Tool) => void
    waypointSelected: (id: string | null) => void
    /** Selects the waypoint too, so that the table scrolls to it. */
    waypointDragged: (drag: WaypointDrag) => void
    /** Whether it was let go or put back. @param selectedId the waypoint that is selected from now on */
    dragEnded: (selectedId: string | null) => void
    cornersDrawn: (corners: readonly Position[]) => void
    fullTableShown: (open: boolean) => void
    portSearchShown: (open: boolean) => void
  }
}

/** How the route is being edited; shared by the map and the route table. */
const useStore = create<EditorState>()((set) => ({
  tool: 'pan',
  selectedWaypointId: null,
  drag: null,
  drawnCorners: [],
  fullTableOpen: false,
  portSearchOpen: false,
  actions: {
    toolChosen: (tool) => set({ tool }),
    waypointSelected: (selectedWaypointId) => set({ selectedWaypointId }),
    waypointDragged: (drag) => set({ drag, selectedWaypointId: drag.id }),
    dragEnded: (selectedWaypointId) => set({ drag: null, selectedWaypointId }),
    cornersDrawn: (drawnCorners) => set({ drawnCorners }),
    fullTableShown: (fullTableOpen) => set({ fullTableOpen }),
    portSearchShown: (portSearchOpen) => set({ portSearchOpen }),
  },
}))

export const useTool = () => useStore((state) => state.tool)
export const useSelectedWaypointId = () => useStore((state) => state.selectedWaypointId)
/** Is a waypoint being dragged? */
export const useDragging = () => useStore(({ drag }) => drag !== null)
/** Route and schedule of the active alternative as the screen shows them: a dragged waypoint where it would be. */
export function useShownPlan(): RoutePlan {
  const plan = usePlan()
  const drag = useStore((state) => state.drag)
  const route = drag?.from === plan.route ? drag.route : plan.route
  return useMemo(() => (route === plan.route ? plan : { ...plan, route }), [plan, route])
}
export const useDrawnCorners = () => useStore((state) => state.drawnCorners)
export const useFullTableOpen = () => useStore((state) => state.fullTableOpen)
export const usePortSearchOpen = () => useStore((state) => state.portSearchOpen)
export const useEditorActions = () => useStore((state) => state.actions)
