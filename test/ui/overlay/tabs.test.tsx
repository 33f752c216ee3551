import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { Tabs } from '#src/ui/overlay/tabs.tsx'

function Plan() {
  const [value, setValue] = useState('route')
  return (
    <Tabs
      label="Plan"
      value={value}
      onChange={setValue}
      tabs={[
        { value: 'route', label: 'Route', tools: <button type="button">Import</button>, content: <p>Waypoints</p> },
        { value: 'request', label: 'Request', content: <p>Variables</p> },
      ]}
    />
  )
}
const tab = (name: string) => screen.getByRole('tab', { name })

it('shows one panel at a time, named by its tab, and the tools of that one', async () => {
  render(<Plan />)
  expect(screen.getByRole('tabpanel', { name: 'Route' })).toHaveTextContent('Waypoints')
  expect(screen.queryByText('Variables')).toBeNull()
  await userEvent.click(tab('Request'))
  expect(tab('Request')).toHaveAttribute('aria-selected', 'true')
  expect(screen.getByRole('tabpanel', { name: 'Request' })).toHaveTextContent('Variables')
  expect(screen.queryByRole('button', { name: 'Import' })).toBeNull()
})

it('is one stop of the Tab key; arrows, Home and End choose, round the ends too', async () => {
  render(<Plan />)
  await userEvent.tab()
  expect(tab('Route')).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(tab('Request')).toHaveFocus()
  expect(screen.getByText('Variables')).toBeVisible()
  await userEvent.keyboard('{ArrowRight}')
  expect(tab('Route')).toHaveFocus()
  await userEvent.keyboard('{End}')
  expect(screen.getByText('Variables')).toBeVisible()
  await userEvent.keyboard('{Home}{ArrowLeft}')
  expect(tab('Request')).toHaveFocus()
  await userEvent.tab({ shift: true })
  expect(document.body).toHaveFocus()
})
