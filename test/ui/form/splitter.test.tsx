import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Splitter } from '#src/ui/form/splitter.tsx'

it('moves by arrow keys and stops at the panel’s smallest size', async () => {
  const onChange = vi.fn()
  render(
    <Splitter
      label="Height of the charts"
      orientation="horizontal"
      direction={-1}
      valuePx={170}
      minPx={160}
      maxPx={420}
      onChange={onChange}
    />,
  )
  screen.getByRole('separator', { name: 'Height of the charts' }).focus()
  await userEvent.keyboard('{ArrowUp}{ArrowDown}{ArrowLeft}')
  expect(onChange.mock.calls).toEqual([[186], [160]])
})
