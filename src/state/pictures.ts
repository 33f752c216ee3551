import { create } from 'zustand'

/** What can be saved as a picture: drawn when it is asked for, with what it is of written on it. */
export type PictureName = 'map' | 'charts'
export type Draw = () => Promise<Blob>

/** Parts of the screen that can be drawn now; each is there as long as its part is. */
const usePictures = create<Readonly<Record<PictureName, Draw | null>>>()(() => ({ map: null, charts: null }))

/** @returns a function that takes the picture away again */
export function pictureProvided(name: PictureName, draw: Draw): () => void {
  usePictures.setState({ [name]: draw })
  return () => {
    if (usePictures.getState()[name] === draw) usePictures.setState({ [name]: null })
  }
}

export const usePicture = (name: PictureName) => usePictures((state) => state[name])
