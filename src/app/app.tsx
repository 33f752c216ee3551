import { useState } from 'react'
import { MapPanel } from '#src/features/map/map-panel.tsx'
import type { Position } from '#src/domain/position.ts'
import { readAddress } from './address.ts'
import { Layout } from './layout.tsx'
import { PanelBoundary } from './panel-boundary.tsx'
import { Plan } from './plan.tsx'
import { StatusBar } from './status-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { useAutosave } from './use-autosave.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useTheme } from './use-theme.ts'

const address = readAddress(window.location.pathname)

/** The whole screen: the regions side by side, each behind its own boundary. */
export function App() {
  useTheme()
  useShortcuts()
  const { saveState } = useAutosave(address.voyageId)
  const [pointer, setPointer] = useState<Position | null>(null)
  return (
    <Layout
      top={<TopBar about={null} reachable saveState={saveState} pendingTasks={0} />}
      plan={
        <PanelBoundary name="plan">
          <Plan about={null} />
        </PanelBoundary>
      }
      map={
        <PanelBoundary name="map">
          <MapPanel answer={null} layer={null} onPointerMove={setPointer} />
        </PanelBoundary>
      }
      tasks={null}
      charts={null}
      status={<StatusBar pointer={pointer} about={null} />}
    />
  )
}
