import { Layers, Minus, Plus } from 'lucide-react'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'
import styles from '../map.module.css'
import type { MapView } from './map-view.ts'
import { MOTION_MS } from './use-camera.ts'

/** How near the map is, and what it shows beside the voyage. */
export function MapCorner({ view: { map } }: { view: MapView }) {
  return (
    <div className={`${styles.card} ${styles.upright}`} role="group" aria-label="Map view">
      <IconButton
        label="Zoom in"
        shortcut="+"
        icon={<Plus aria-hidden="true" />}
        onClick={() => map.zoomIn({ duration: MOTION_MS })}
      />
      <IconButton
        label="Zoom out"
        shortcut="−"
        icon={<Minus aria-hidden="true" />}
        onClick={() => map.zoomOut({ duration: MOTION_MS })}
      />
      <MapContent />
    </div>
  )
}

function MapContent() {
  const shaded = usePreference('nightShaded')
  const named = usePreference('placesNamed')
  const { preferenceChosen } = usePreferenceActions()
  const choices = [
    {
      label: 'Day and night',
      hint: 'At the time shown',
      checked: shaded,
      keepsOpen: true,
      onSelect: () => preferenceChosen({ nightShaded: !shaded }),
    },
    {
      label: 'Places',
      hint: 'Ports, countries and borders',
      checked: named,
      keepsOpen: true,
      onSelect: () => preferenceChosen({ placesNamed: !named }),
    },
  ]
  return (
    <Menu
      label="On the map"
      trigger={<IconButton label="On the map" icon={<Layers aria-hidden="true" />} />}
      groups={[choices]}
    />
  )
}
