import { Layers } from 'lucide-react'
import { useNightShaded, usePlacesNamed, useViewActions } from '#src/state/view.ts'
import { IconButton } from '#src/ui/icon-button.tsx'
import { Menu } from '#src/ui/menu.tsx'

/** What the map shows beside the voyage. */
export function MapContent() {
  const shaded = useNightShaded()
  const named = usePlacesNamed()
  const { nightShadedChosen, placesNamedChosen } = useViewActions()
  const choices = [
    { label: 'Day and night', hint: 'At the time shown', checked: shaded, keepsOpen: true, onSelect: () => nightShadedChosen(!shaded) },
    { label: 'Places', hint: 'Ports, countries and borders', checked: named, keepsOpen: true, onSelect: () => placesNamedChosen(!named) },
  ]
  return <Menu label="On the map" trigger={<IconButton label="On the map" tone="plain" icon={<Layers aria-hidden="true" />} />} groups={[choices]} />
}
