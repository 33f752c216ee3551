import { useMedia } from '../page/use-media.ts'

interface PressWords {
  readonly press: string
  readonly doublePress: string
  /** There may be no keyboard. */
  readonly isTouch: boolean
}

const pointer: PressWords = { press: 'Click', doublePress: 'Double-click', isTouch: false }
const finger: PressWords = { press: 'Tap', doublePress: 'Double-tap', isTouch: true }

/** What to do with the pointer at hand, to begin a sentence: click, or tap with a finger. */
export const usePressWords = (): PressWords => (useMedia('(pointer: coarse)') ? finger : pointer)
