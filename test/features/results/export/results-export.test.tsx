import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ResultsExport } from '#src/features/results/export/results-export.tsx'
import { onIntent } from '#src/state/intents.ts'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { passageAnswer } from '#test/support/voyage-answer.ts'

const saved: { name: string; size: number }[] = []
beforeEach(() => {
  saved.length = 0
  act(() => voyageActions.voyageOpened({ ...newVoyage('v', 0), name: 'Rotterdam – Halifax' }))
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blob.size}`, revokeObjectURL: () => undefined }),
  )
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, size: Number(this.href.replace('blob:', '')) })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Of a blob, which cannot read itself in jsdom. */
const textOf = (blob: Blob) =>
  new Promise<unknown>((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.readAsText(blob)
  }).then(String)

const choose = async (item: RegExp) => {
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: item }))
}

describe('the export of results', () => {
  it.each([
    [/^CSV/, 'csv'],
    [/^GeoJSON/, 'geojson'],
    [/^GPX/, 'gpx'],
  ])('saves %s', async (item, extension) => {
    render(<ResultsExport answer={passageAnswer(20)} />)
    await choose(item)
    await vi.waitFor(() => expect(saved).toHaveLength(1))
    expect(saved[0]!.name).toBe(`Rotterdam_Halifax_rtm_hal_20261122_1751_4x7k2m.${extension}`)
    expect(saved[0]!.size).toBeGreaterThan(1000)
  })

  it('saves a picture of what is on the screen, and of nothing else', async () => {
    const taken = onIntent('map-picture', () => Promise.resolve(new Blob(['png'])))
    render(<ResultsExport answer={passageAnswer(20)} />)
    await choose(/^Map as PNG/)
    await vi.waitFor(() =>
      expect(saved).toEqual([{ name: 'Rotterdam_Halifax_rtm_hal_20261122_1751_4x7k2m_map.png', size: 3 }]),
    )
    expect(screen.getByRole('menuitem', { name: /^Charts as PNG/ })).toHaveAttribute('aria-disabled', 'true')
    act(taken)
    expect(screen.getByRole('menuitem', { name: /^Map as PNG/ })).toHaveAttribute('aria-disabled', 'true')
  })

  it('says why it could not be made', async () => {
    const taken = onIntent('charts-picture', () => Promise.reject(new Error('too large')))
    render(<ResultsExport answer={passageAnswer(20)} />)
    await choose(/^Charts as PNG/)
    expect(await screen.findByText(/Something went wrong here/)).toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    await userEvent.click(screen.getByRole('button', { name: 'Export' }))
    expect(await screen.findByRole('menuitem', { name: /^Charts as PNG/ })).toBeVisible()
    expect(screen.queryByText(/Something went wrong here/)).toBeNull()
    act(taken)
  })

  it('prints a report with its facts, exceedances and summary, and removes it afterwards', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
    render(<ResultsExport answer={passageAnswer(300, { synthetic: true })} />)
    await choose(/^Report \(print/)
    const report = await screen.findByRole('article', { name: 'Report', hidden: true })
    await vi.waitFor(() => expect(print).toHaveBeenCalledOnce())
    const text = report.textContent
    for (const words of [
      'Rotterdam – Halifax',
      'Test service',
      'Synthetic data, not for navigation',
      'Wind 30 kn (caution 24 kn)',
      'Exceedances of the limits',
      'Over limit',
      'Noon positions, UTC',
      'Worst and mean',
      'Hours per Beaufort force',
    ])
      expect(text).toContain(words)
    expect(within(report).queryByRole('img', { hidden: true })).not.toBeInTheDocument()
    act(() => void window.dispatchEvent(new Event('afterprint')))
    expect(screen.queryByRole('article', { name: 'Report', hidden: true })).not.toBeInTheDocument()
  })

  it('saves the report as one page that runs nothing and needs nothing else', async () => {
    const pages: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((page) => {
      pages.push(page as Blob)
      return 'blob:page'
    })
    act(() => voyageActions.voyageOpened({ ...newVoyage('v', 0), name: '<script>alert(1)</script> & Co' }))
    const picture = new Blob(['png'], { type: 'image/png' })
    const taken = onIntent('charts-on-paper', () => Promise.resolve([{ label: 'Wind', picture }]))
    render(<ResultsExport answer={passageAnswer(300, { synthetic: true })} />)
    await choose(/^Report \(HTML/)
    await vi.waitFor(() => expect(saved).toHaveLength(1))
    expect(saved[0]!.name).toMatch(/_report\.html$/)
    const text = await textOf(pages[0]!)
    expect(text).not.toMatch(/<script|<link|\bsrc="(?!data:)|\bclass=/)
    const page = new DOMParser().parseFromString(text, 'text/html')
    expect(page.title).toBe('<script>alert(1)</script> & Co')
    expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toMatch(
      /^default-src 'none'/,
    )
    expect(page.querySelector('h1')?.textContent).toBe('<script>alert(1)</script> & Co')
    const pictures = [...page.images].map(({ alt, src }) => [alt, src])
    expect(pictures).toEqual([['Wind along the route', `data:image/png;base64,${btoa('png')}`]])
    expect(page.body.textContent).toMatch(/As it was at \d\d \w{3} \d{4}/)
    for (const words of ['Test service', 'Over limit', 'Noon positions, UTC', 'Times UTC.'])
      expect(page.body.textContent).toContain(words)
    expect(page.querySelector('header + strong')?.textContent).toBe('Synthetic data, not for navigation')
    act(taken)
  })
})
