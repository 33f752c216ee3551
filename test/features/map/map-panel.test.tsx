import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { MapPanel } from '#src/features/map/map-panel.tsx'

it('says so if the browser draws no map, and shows nothing that explains one', () => {
  // jsdom has no WebGL: exactly that case.
  render(
    <MapPanel answer={null} layer={null}>
      <p>Legend</p>
    </MapPanel>,
  )
  const map = screen.getByRole('region', { name: 'Map' })
  expect(map).toHaveTextContent('The map cannot be drawn here; tables and charts still work.')
  expect(map).toHaveTextContent('No route yet.')
  expect(map).not.toHaveTextContent('Legend')
})
