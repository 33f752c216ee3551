import { create } from 'zustand'

/** pan: the map moves, waypoints are selected and moved. */
export type Tool = 'pan' | 'draw' | 'measure'

interface EditorState {
  tool: Tool
  selectedWaypointId: string | null
  /** Does the full route table stand where the charts are? */
  fullTableOpen: boolean
  /** Is the field that finds a port in sight over the route table? */
  portSearchOpen: boolean
  actions: {
    toolChosen: (tool: Tool) => void
    waypointSelected: (id: string | null) => void
    fullTableShown: (open: boolean) => void
    portSearchShown: (open: boolean) => void
  }
}

/** How the route is being edited; shared by the map and the route table. */
const useStore = create<EditorState>()((set) => ({
  tool: 'pan',
  selectedWaypointId: null,
  fullTableOpen: false,
  portSearchOpen: false,
  actions: {
    toolChosen: (tool) => set({ tool }),
    waypointSelected: (selectedWaypointId) => set({ selectedWaypointId }),
    fullTableShown: (fullTableOpen) => set({ fullTableOpen }),
    portSearchShown: (portSearchOpen) => set({ portSearchOpen }),
  },
}))

export const useTool = () => useStore((state) => state.tool)
export const useSelectedWaypointId = () => useStore((state) => state.selectedWaypointId)
export const useFullTableOpen = () => useStore((state) => state.fullTableOpen)
export const usePortSearchOpen = () => useStore((state) => state.portSearchOpen)
export const useEditorActions = () => useStore((state) => state.actions)
