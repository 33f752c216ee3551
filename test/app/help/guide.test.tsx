import { render, screen, within } from '@testing-library/react'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { Guide } from '#src/app/help/guide.tsx'
import { standInForDialogs } from '#test/support/dialogs.ts'

const written = readFileSync('docs/guide.md', 'utf8')

function showGuide(): HTMLElement {
  render(<Guide onClose={() => undefined} />)
  return within(screen.getByRole('dialog')).getByRole('article')
}

beforeAll(standInForDialogs)

describe('the guide', () => {
  it('is short', () => {
    expect(written.split('\n').length).toBeLessThanOrEqual(150)
  })

  it('has every heading, picture and table of the document', () => {
    const shown = within(showGuide())
    expect(shown.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(
      [...written.matchAll(/^##+ (.+)$/gm)].map(([, heading]) => heading),
    )
    expect(shown.getAllByRole('img').map((picture) => (picture as HTMLImageElement).alt)).toEqual(
      [...written.matchAll(/^!\[(.+)\]/gm)].map(([, alt]) => alt),
    )
    expect(shown.getAllByRole('table')).toHaveLength([...written.matchAll(/^\|[-| ]+\|$/gm)].length)
  })

  it('shows nothing of its markup, and sets off buttons and keys', () => {
    const guide = showGuide()
    expect(guide.textContent.length).toBeGreaterThan(3000)
    expect(guide.textContent).not.toMatch(/[`*#|[\]]/)
    expect(guide.querySelectorAll('code').length).toBeGreaterThan(20)
  })
})
