import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ComponentType, StrictMode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { PanelBoundary } from '#src/app/shell/panel-boundary.tsx'
import { lazyPart, loadMissingParts, preloadParts, workBegins } from '#src/ui/page/lazy-part.tsx'
import { expectConsoleError } from '#test/support/console.ts'

type Part = ComponentType<{ words: string }>
const Words: Part = ({ words }) => <p>{words}</p>

/** Longer than any pause between two tries. */
const PAUSE_MS = 61_000

afterEach(() => void vi.useRealTimers())

/** A stylesheet that the bundler's loader has put into the page. */
function stylesheet(href: string) {
  const link = () => document.querySelector<HTMLLinkElement>(`link[href$="${href}"]`)!
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
  return { link, settles: (type: 'load' | 'error') => act(async () => void link().dispatchEvent(new Event(type))) }
}

/** A file that loads, or fails, when the test says so. */
function slowFile() {
  let resolve: (part: Part) => void
  let reject: (reason: Error) => void
  const load = vi.fn(() => new Promise<Part>((...settle) => ([resolve, reject] = settle)))
  return {
    load,
    comes: (part: Part = Words) => act(async () => resolve(part)),
    fails: () => act(async () => reject(new TypeError('Failed to fetch dynamically imported module'))),
  }
}

it('keeps its place until it is loaded', async () => {
  const file = slowFile()
  const Charts = lazyPart(file.load, <p>its place</p>)
  expect(file.load).not.toHaveBeenCalled()
  await act(async () =>
    render(
      <StrictMode>
        <Charts words="lanes" />
      </StrictMode>,
    ),
  )
  expect(screen.getByText('its place')).toBeVisible()
  await file.comes()
  expect(screen.getByText('lanes')).toBeVisible()
  expect(screen.queryByText('its place')).toBeNull()
  expect(file.load).toHaveBeenCalledTimes(1)
})

it('is drawn at once if it was loaded before', async () => {
  const file = slowFile()
  const Charts = lazyPart(file.load, <p>its place</p>)
  const loaded = Charts.preload()
  await file.comes()
  await loaded
  render(<Charts words="lanes" />)
  expect(screen.getByText('lanes')).toBeVisible()
})

it('says in its own place that it cannot be loaded, and can be tried again', async () => {
  const file = slowFile()
  const Charts = lazyPart(file.load)
  await act(async () =>
    render(
      <>
        <input aria-label="Draft" />
        <Charts words="lanes" />
      </>,
    ),
  )
  await userEvent.type(screen.getByLabelText('Draft'), 'half a name')
  await file.fails()
  expect(screen.getByText(/^This part of Fairway could not be loaded. Your work is kept/)).toBeVisible()
  expect(screen.getByLabelText('Draft')).toHaveValue('half a name')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await file.comes()
  expect(screen.getByText('lanes')).toBeVisible()
  expect(screen.getByLabelText('Draft')).toHaveValue('half a name')
})

it('is tried again when the server answers, once at a time, and at longer intervals if it still fails', async () => {
  vi.useFakeTimers()
  const file = slowFile()
  const Charts = lazyPart(file.load)
  await act(async () => render(<Charts words="lanes" />))
  loadMissingParts()
  expect(file.load).toHaveBeenCalledTimes(1) // it is on its way
  await file.fails()
  loadMissingParts()
  loadMissingParts()
  expect(file.load).toHaveBeenCalledTimes(2)
  await file.fails()
  expect(screen.getByText(/^This part of Fairway could not be loaded/)).toBeVisible()
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  expect(file.load).toHaveBeenCalledTimes(3) // the second answer is not forgotten
  await file.fails()
  await act(() => vi.advanceTimersByTimeAsync(PAUSE_MS))
  expect(file.load).toHaveBeenCalledTimes(3) // nothing has answered since
  loadMissingParts()
  await file.comes()
  expect(screen.getByText('lanes')).toBeVisible()
  await act(() => vi.advanceTimersByTimeAsync(0))
  loadMissingParts()
  expect(file.load).toHaveBeenCalledTimes(4)
})

it('waits for a missing stylesheet, even for one that another part requested', async () => {
  vi.useFakeTimers()
  const sheet = stylesheet('/shared.css')
  const failed = sheet.link()
  await sheet.settles('error')
  const Charts = lazyPart(async () => Words, <p>its place</p>)
  await act(async () => render(<Charts words="lanes" />))
  expect(screen.getByText('its place')).toBeVisible()
  expect(sheet.link()).not.toBe(failed) // a link that has failed stays so
  await sheet.settles('error')
  expect(screen.getByText(/^This part of Fairway could not be loaded/)).toBeVisible()
  expect(screen.getByText(/shared\.css/)).toBeInTheDocument()
  loadMissingParts()
  expect(screen.queryByText('lanes')).toBeNull()
  await sheet.settles('load')
  expect(screen.getByText('lanes')).toBeVisible()
  expect(document.querySelectorAll('link')).toHaveLength(1)
  await act(() => vi.advanceTimersByTimeAsync(0))
})

it('leaves a fault in the part to the panel around it', async () => {
  expectConsoleError()
  const file = slowFile()
  const Charts = lazyPart(file.load)
  await act(async () =>
    render(
      <PanelBoundary name="charts">
        <Charts words="lanes" />
      </PanelBoundary>,
    ),
  )
  await file.comes(() => {
    throw new Error('no lanes')
  })
  expect(screen.getByRole('button', { name: 'Show charts again' })).toBeVisible()
})

it('loads every part when the page is idle, and goes on after one that fails', async () => {
  vi.stubGlobal('requestIdleCallback', (done: () => void) => setTimeout(done))
  const gone = lazyPart(() => Promise.reject(new TypeError('gone')))
  const file = vi.fn(() => Promise.resolve(Words))
  const Charts = lazyPart(file)
  const writer = vi.fn(() => Promise.reject(new TypeError('gone')))
  await preloadParts([writer])
  expect(file).toHaveBeenCalledTimes(1)
  expect(writer).toHaveBeenCalledTimes(1)
  loadMissingParts() // what is not a part of the screen is loaded again too
  expect(writer).toHaveBeenCalledTimes(2)
  render(<Charts words="lanes" />)
  expect(screen.getByText('lanes')).toBeVisible()
  expect(gone).toBeDefined()
  vi.unstubAllGlobals()
})

it('waits for work to begin: a control pointed at, a key, a file, or a long quiet; not for a pointer that passes', async () => {
  vi.useFakeTimers()
  render(
    <main>
      <p>words</p>
      <button>
        <b>Open</b>
      </button>
    </main>,
  )
  const isBegun = async (act: () => unknown) => {
    const begun = vi.fn()
    void workBegins(30_000).then(begun)
    act()
    await vi.advanceTimersByTimeAsync(0)
    const was = begun.mock.calls.length === 1
    await vi.advanceTimersByTimeAsync(30_000)
    expect(begun).toHaveBeenCalledOnce()
    return was
  }
  const over = (text: string) => screen.getByText(text).dispatchEvent(new MouseEvent('pointerover', { bubbles: true }))
  expect(await isBegun(() => over('Open'))).toBe(true)
  expect(await isBegun(() => over('words'))).toBe(false)
  expect(await isBegun(() => screen.getByRole('button').focus())).toBe(true)
  for (const sign of ['pointerdown', 'keydown', 'dragenter'])
    expect(await isBegun(() => document.body.dispatchEvent(new Event(sign, { bubbles: true })))).toBe(true)
})

it('that waits is not loaded by being drawn, is there once it was, and does not say that it is missing', async () => {
  const file = slowFile()
  const Paper = lazyPart(file.load, null, { waits: true })
  const { container } = render(<Paper words="plan" />)
  expect(file.load).not.toHaveBeenCalled()
  void Paper.preload()
  await file.fails()
  expect(container).toBeEmptyDOMElement()
  expect(Paper.isMissing()).toBe(true)
  void Paper.preload()
  await file.comes()
  expect(screen.getByText('plan')).toBeVisible()
})
