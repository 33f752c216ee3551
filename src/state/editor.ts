import { create } from 'zustand'

export type Tool = 'pan' | 'draw'

interface EditorState {
  tool: Tool
  selectedWaypointId: string | null
  actions: {
    toolChosen: (tool: Tool) => void
    waypointSelected: (id: string | null) => void
  }
}

/** How the route is being edited; shared by the map and the route table. */
const useStore = create<EditorState>()((set) => ({
  tool: 'pan',
  selectedWaypointId: null,
  actions: {
    toolChosen: (tool) => set({ tool }),
    waypointSelected: (selectedWaypointId) => set({ selectedWaypointId }),
  },
}))

export const useTool = () => useStore((state) => state.tool)
export const useSelectedWaypointId = () => useStore((state) => state.selectedWaypointId)
export const useEditorActions = () => useStore((state) => state.actions)
