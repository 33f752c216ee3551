import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { otherSourceWords, SourceNotice } from '#src/app/shell/notices/source-notice.tsx'

const model = { mode: 'embedded', source: 'Fairway synthetic model', synthetic: true } as const
const service = { mode: 'gateway', source: 'Amphitrite MetOcean', synthetic: false } as const
const told = () => screen.queryByText(/^The server now answers from/)?.textContent ?? null

it('a page that outlives a change of mode says so, either way, until that is acknowledged', async () => {
  const { rerender } = render(<SourceNotice about={null} />)
  rerender(<SourceNotice about={service} />)
  expect(told()).toBeNull()
  rerender(<SourceNotice about={{ ...service }} />)
  expect(told()).toBeNull()
  rerender(<SourceNotice about={model} />)
  expect(told()).toBe(
    'The server now answers from the built-in model: synthetic data, not for navigation. Answers already here are unchanged.',
  )
  rerender(<SourceNotice about={service} />)
  expect(told()).toBeNull() // as it was
  rerender(<SourceNotice about={model} />)
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(told()).toBeNull()
  rerender(<SourceNotice about={service} />)
  expect(told()).toBe('The server now answers from Amphitrite MetOcean. Answers already here are unchanged.')
})

it.each([
  ['the same', model, model, null],
  ['nobody known', model, null, null],
  ['another service', model, service, 'from the built-in model'],
  ['the built-in model', service, model, 'from Amphitrite MetOcean'],
  ['a service, and where it is from is not known', { source: '', synthetic: false }, service, null],
])('an answer names its source if the server now is %s', (_, answer, about, words) => {
  expect(otherSourceWords(answer, about)).toBe(words)
})
