import { useSyncExternalStore } from 'react'

// Not every environment has `document.fonts`.
const faces = (): FontFaceSet | undefined => (document as Partial<Document>).fonts

function subscribe(listener: () => void): () => void {
  faces()?.addEventListener('loadingdone', listener)
  return () => faces()?.removeEventListener('loadingdone', listener)
}

/** How many of the page's fonts have loaded: a canvas neither waits for a font nor draws again when it comes. */
export const useFontsLoaded = (): number =>
  useSyncExternalStore(subscribe, () => [...(faces() ?? [])].filter(({ status }) => status === 'loaded').length)
