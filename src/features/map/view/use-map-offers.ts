import { useEditorActions, useSelectedWaypointId } from '#src/state/editor.ts'
import { useOffer } from '#src/state/offers.ts'
import { useRoute, useTrack, useVoyageEditable } from '#src/state/voyage.ts'
import type { PlacingTool } from '../edit/edit-keys.ts'
import type { MapView } from './map-view.ts'
import type { CameraControl } from './use-camera.ts'

/** What the map does when it is asked by name, by those who may have no pointer: it takes the keyboard. */
export function useMapOffers(
  view: MapView | null,
  camera: CameraControl,
  chosenByKey: (tool: PlacingTool) => void,
): void {
  const { waypoints } = useRoute()
  const track = useTrack()
  const mayEdit = useVoyageEditable()
  const editable = mayEdit && track === null
  const selectedId = useSelectedWaypointId()
  const { toolChosen, waypointSelected } = useEditorActions()
  const focus = () => view?.map.getCanvas().focus()
  const placing = (tool: PlacingTool) => () => {
    chosenByKey(tool)
    focus()
  }
  const edit = () => {
    toolChosen('pan')
    waypointSelected(selectedId ?? waypoints[0]?.id ?? null)
    focus()
  }
  useOffer('draw', view && editable ? placing('draw') : null)
  useOffer('measure', view && placing('measure'))
  useOffer('edit', view && editable && waypoints.length > 0 ? edit : null)
  useOffer('fit', view && camera.canFit ? camera.fit : null)
}
