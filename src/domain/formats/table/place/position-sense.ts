import {
  coordinateFillers,
  degreeWords,
  minuteWords,
  pointWords,
  positionWords,
  secondWords,
} from '../heading-words.ts'
import type { Sense } from '../headings.ts'
import { sideOf } from './hemisphere-words.ts'

const has = (words: readonly string[], list: ReadonlySet<string>) => words.some((word) => list.has(word))
const idle = [positionWords, coordinateFillers, degreeWords, minuteWords, secondWords]

/** Of a heading that speaks of positions without naming their halves. */
export function positionSense(words: readonly string[]): Sense | null {
  const rest = words.filter((word) => !idle.some((list) => list.has(word)))
  if (
    !has(words, positionWords) ||
    rest.some((word) => !/^(?:n|s|e|w|wgs|utm|geometry|reported|actual|current|noon|latest|last)$/.test(word))
  )
    return null
  return { kind: 'position', lonFirst: false, isOrderSaid: !has(words, pointWords), saysSides: saysSides(words) }
}

/** South without north, or west without east. */
export function saysSides(words: readonly string[]): boolean {
  const sides = new Set(words.map(sideOf))
  return (sides.has('S') && !sides.has('N')) || (sides.has('W') && !sides.has('E'))
}

/** Of columns X and Y. */
export function xySense(words: readonly string[]): Sense | null {
  const [word, ...rest] = words
  if (rest.some((other) => !degreeWords.has(other) && !/^(?:wgs|wgs84|84|coord|coordinate)$/.test(other))) return null
  return word === 'x' || word === 'y' ? { kind: 'xy', axis: word === 'x' ? 'lon' : 'lat' } : null
}
