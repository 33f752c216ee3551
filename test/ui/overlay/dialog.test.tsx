import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { standInForDialogs } from '#test/support/dialogs.ts'

const onClose = vi.fn()
const show = () =>
  render(
    <>
      <section id="charts">Charts</section>
      <Dialog title="Limits" open onClose={onClose} beside="charts">
        <input aria-label="Wind" onKeyDown={(event) => event.key === 'Escape' && event.preventDefault()} />
      </Dialog>
    </>,
  )

let modal = vi.fn()
beforeEach(() => {
  standInForDialogs()
  onClose.mockClear()
  modal = vi.spyOn(HTMLDialogElement.prototype, 'showModal') as typeof modal
})
afterEach(() => vi.restoreAllMocks())

it('stands beside what has to stay in sight where there is room, and Escape closes it', async () => {
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList)
  show()
  expect(modal).not.toHaveBeenCalled()
  expect(screen.getByRole('dialog')).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  expect(onClose).toHaveBeenCalledTimes(1)
})

it('leaves Escape to a field that has a use for it', async () => {
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList)
  show()
  await userEvent.click(screen.getByLabelText('Wind'))
  await userEvent.keyboard('{Escape}')
  expect(onClose).not.toHaveBeenCalled()
})

it('is a dialog like any other on a narrow screen', () => {
  show()
  expect(modal).toHaveBeenCalledTimes(1)
})
