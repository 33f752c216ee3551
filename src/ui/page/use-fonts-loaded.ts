import { useSyncExternalStore } from 'react'

// Not every environment knows its fonts.
const faces = (): FontFaceSet | undefined => (document as Partial<Document>).fonts

function subscribe(listener: () => void): () => void {
  faces()?.addEventListener('loadingdone', listener)
  return () => faces()?.removeEventListener('loadingdone', listener)
}

/** How many faces of the page's fonts are there: a canvas does not wait for one, and does not draw again when it comes. */
export const useFontsLoaded = (): number =>
  useSyncExternalStore(subscribe, () => [...(faces() ?? [])].filter(({ status }) => status === 'loaded').length)
