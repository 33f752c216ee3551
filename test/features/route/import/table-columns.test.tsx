import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { ImportResult } from '#src/domain/formats/import-file.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import type { ColumnRole, TableSheet } from '#src/domain/formats/table-sheet.ts'
import { ImportDialog } from '#src/features/route/import/import-dialog.tsx'
import type { AssignmentOrigin } from '#src/features/route/import/table-columns.tsx'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { openVoyage, pacific } from '../route-page.tsx'

standInForDialogs()

const columnsOf = (...roles: ColumnRole[]) => roles.map((role) => ({ role }))

const sheet: TableSheet = {
  headings: ['', 'Speed', ''],
  rows: [
    ['35', '12', '14'],
    ['36', '12', '15'],
  ],
  assignment: { columns: columnsOf('none', 'speed', 'none'), dayFirst: null, zoneMin: null },
  asks: ['columns'],
  reasons: ['No column says that it is a latitude, and whole numbers alone do not tell.'],
  layoutKey: 'a',
}

function show(table: Partial<TableSheet>, { origin = 'worked-out' }: { origin?: AssignmentOrigin } = {}) {
  const onAssigned = vi.fn()
  const onUse = vi.fn()
  const result: ImportResult = {
    format: 'CSV',
    fileName: 'plan.csv',
    candidates: [],
    notes: [],
    table: { ...sheet, ...table },
  }
  const props = { origin, isStale: false, nowMs: 0, onAssigned, onUse, onCancel: vi.fn() }
  render(<ImportDialog result={result} {...props} />)
  return { dialog: within(screen.getByRole('dialog', { name: 'Import plan.csv' })), onAssigned, onUse }
}

describe('the columns of a table', () => {
  it('are shown with the reason if they are in doubt, and nothing can be used before they are known', async () => {
    openVoyage(pacific)
    const { dialog, onUse } = show({})
    expect(dialog.getByText(sheet.reasons[0]!)).toBeVisible()
    expect(dialog.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(sheet.rows.flat())
    for (const name of ['As alternative', 'Replace this route', 'Open as new voyage']) {
      const button = dialog.getByRole('button', { name })
      expect(button).toHaveAccessibleDescription('Choose first which columns hold latitude and longitude.')
      await userEvent.click(button)
    }
    screen.getByRole('dialog').focus()
    await userEvent.keyboard('{Enter}')
    expect(onUse).not.toHaveBeenCalled()
    expect(dialog.queryByText('Everything in it was understood.')).toBeNull()
  })

  it('are folded if all of them are understood', () => {
    openVoyage(emptyRoute)
    const { dialog } = show({ asks: [], reasons: [] })
    expect(
      dialog.getByRole('table', { hidden: true, name: 'First rows of the table' }).closest('details'),
    ).toHaveProperty('open', false)
  })

  it('are assigned one by one, by heading or by number, with hemisphere and unit', async () => {
    openVoyage(emptyRoute)
    const { dialog, onAssigned } = show({
      assignment: { ...sheet.assignment, columns: columnsOf('lat', 'speed', 'none') },
    })
    const choose = (name: string, value: string) =>
      userEvent.selectOptions(dialog.getByRole('combobox', { name }), value)
    await choose('Column 3', 'Longitude')
    expect(onAssigned).toHaveBeenLastCalledWith({
      ...sheet.assignment,
      columns: columnsOf('lat', 'speed', 'lon'),
    })
    await choose('Column 1: hemisphere', 'all S')
    expect(onAssigned.mock.lastCall?.[0]).toMatchObject({ columns: [{ role: 'lat', hemisphere: 'S' }, {}, {}] })
    await choose('Column 2, Speed: unit', 'km/h')
    expect(onAssigned.mock.lastCall?.[0]).toMatchObject({ columns: [{}, { role: 'speed', speedUnit: 'km/h' }, {}] })
  })

  it('ask for the order of day and month and for the zone of local times', async () => {
    openVoyage(emptyRoute)
    const { dialog, onAssigned } = show({
      assignment: { ...sheet.assignment, columns: columnsOf('lat', 'lon', 'time') },
      asks: ['day-order', 'zone'],
    })
    const order = within(dialog.getByRole('group', { name: 'Dates are written' }))
    for (const button of order.getAllByRole('button')) expect(button).toHaveAttribute('aria-pressed', 'false')
    await userEvent.click(order.getByRole('button', { name: 'month first, 12/31' }))
    expect(onAssigned.mock.lastCall?.[0]).toMatchObject({ dayFirst: false, zoneMin: null })
    const zone = dialog.getByRole('combobox', { name: 'Times without a zone are in' })
    expect(zone).toHaveDisplayValue('Choose a zone')
    await userEvent.selectOptions(zone, 'UTC−3')
    expect(onAssigned.mock.lastCall?.[0]).toMatchObject({ dayFirst: null, zoneMin: -180 })
    await userEvent.selectOptions(zone, 'UTC+5:45')
    expect(onAssigned.mock.lastCall?.[0]).toMatchObject({ zoneMin: 345 })
  })

  it('ask nothing about times if the table has none', () => {
    openVoyage(emptyRoute)
    const { dialog } = show({})
    expect(dialog.queryByRole('group', { name: 'Dates are written' })).toBeNull()
    expect(dialog.queryByRole('combobox', { name: 'Times without a zone are in' })).toBeNull()
  })

  it('say if they were assigned before, and can be worked out again', async () => {
    openVoyage(emptyRoute)
    const { dialog, onAssigned } = show({ asks: [], reasons: [] }, { origin: 'remembered' })
    expect(
      dialog.getByText('The columns are assigned as you assigned them the last time for a table like this.'),
    ).toBeVisible()
    await userEvent.click(dialog.getByRole('button', { name: 'Reset columns' }))
    expect(onAssigned).toHaveBeenCalledWith(null)
  })
})
