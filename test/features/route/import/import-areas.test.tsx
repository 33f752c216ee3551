import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { ImportAreas } from '#src/features/route/import/import-areas.tsx'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { readText } from '#test/support/route-files.ts'

standInForDialogs()

const ring = (west: number) => `[[[${west},0],[${west + 1},0],[${west + 1},1],[${west},0]]]`

it('offers the areas of a file, to be taken or left, with what they ask of a route', async () => {
  act(() => voyageActions.voyageOpened(newVoyage('v', Date.UTC(2026, 10, 22))))
  const result = readText(`{"type":"MultiPolygon","coordinates":[${ring(0)},${ring(5)},${ring(9)}]}`, 'ice.geojson')
  const onUse = vi.fn()
  render(<ImportAreas result={result} areas={result.areas ?? []} onUse={onUse} onCancel={() => undefined} />)
  expect(screen.getByText('Read as GeoJSON: 3 areas and no route. They are added to this voyage.')).toBeInTheDocument()
  await userEvent.click(screen.getByLabelText('ice 2'))
  await userEvent.selectOptions(screen.getByLabelText('On a route through them'), 'Warn only')
  expect(screen.getByLabelText('Source')).toHaveValue('ice.geojson')
  await userEvent.click(screen.getByRole('button', { name: 'Add 2 areas' }))
  expect(onUse).toHaveBeenCalledWith(
    ['ice', 'ice 3'].map((name) => expect.objectContaining({ name, effect: 'warn', source: 'ice.geojson' }) as object),
  )
})
