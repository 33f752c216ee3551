import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { SkipLinks } from '#src/app/shell/skip-links.tsx'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'

function Sheet() {
  const { preferenceChosen } = usePreferenceActions()
  return <button onClick={() => preferenceChosen({ sheetSnap: 'tall' })}>{usePreference('sheetSnap')}</button>
}
const follow = (name: string) => fireEvent.click(screen.getByRole('link', { name }))

it('leads to what takes the keys of the map, in sight, and to the region until there is a map', () => {
  const { rerender } = render(<Page isDrawn={false} />)
  follow('Map')
  expect(screen.getByRole('main')).toHaveFocus()
  rerender(<Page isDrawn />)
  fireEvent.click(screen.getByRole('button', { name: 'half' }))
  follow('Map')
  expect(screen.getByRole('application')).toHaveFocus()
  expect(screen.getByRole('button', { name: 'half' })).toBeVisible()
  follow('Charts')
  expect(screen.getByRole('region', { name: 'Results' })).toHaveFocus()
})

function Page({ isDrawn }: { isDrawn: boolean }) {
  return (
    <>
      <SkipLinks />
      <Sheet />
      <main id="map" tabIndex={-1}>
        {isDrawn && <canvas role="application" tabIndex={0} />}
      </main>
      <section id="charts" aria-label="Results" tabIndex={-1} />
    </>
  )
}
