import { vi } from 'vitest'

type Style = Pick<CanvasRenderingContext2D, 'strokeStyle' | 'fillStyle' | 'lineWidth' | 'globalAlpha' | 'font'> & {
  readonly dash: readonly number[]
}
type Rect = readonly [x: number, y: number, width: number, height: number]

/** One call of a 2D context, with the style it was drawn in. */
export interface CanvasCall extends Style {
  readonly name: string
  readonly args: readonly unknown[]
  /** The path that was stroked, filled or clipped to: `['moveTo', x, y]` and so on. */
  readonly path: readonly PathStep[]
  /** The rectangles that drawing was clipped to, outermost first. */
  readonly clips: readonly Rect[]
  /** Translations, rotations and scalings in force, in order. */
  readonly transforms: readonly PathStep[]
}
export type PathStep = readonly [name: string, ...values: number[]]

const pathSteps = ['moveTo', 'lineTo', 'rect', 'arc', 'roundRect', 'closePath'] as const
const transformSteps = ['translate', 'rotate', 'scale'] as const

/** Takes the place of a path, as jsdom's canvas draws nothing. */
class RecordedPath {
  readonly steps: PathStep[] = []
  moveTo(...at: number[]) {
    this.steps.push(['moveTo', ...at])
  }
  lineTo(...at: number[]) {
    this.steps.push(['lineTo', ...at])
  }
  closePath() {
    this.steps.push(['closePath'])
  }
}

/**
 * A 2D context that draws nothing and keeps every stroke, fill, rectangle and text with its style. Text is 6 px a
 * letter. Stubs `Path2D`; undo with vi.unstubAllGlobals.
 */
export function recordingCanvas(): { ctx: CanvasRenderingContext2D; calls: CanvasCall[] } {
  vi.stubGlobal('Path2D', RecordedPath)
  const calls: CanvasCall[] = []
  const initial = {
    strokeStyle: '#000',
    fillStyle: '#000',
    lineWidth: 1,
    globalAlpha: 1,
    font: '',
    dash: [] as readonly number[],
    clips: [] as readonly Rect[],
    transforms: [] as readonly PathStep[],
  }
  const saved: (typeof initial)[] = []
  let path: PathStep[] = []
  const state = { ...initial }
  const style = (): typeof initial => {
    const { strokeStyle, fillStyle, lineWidth, globalAlpha, font, dash, clips, transforms } = state
    return { strokeStyle, fillStyle, lineWidth, globalAlpha, font, dash, clips, transforms }
  }
  const record = (name: string, args: readonly unknown[], steps: readonly PathStep[] = path) =>
    calls.push({ name, args, path: [...steps], ...style() })
  const drawn =
    (name: string) =>
    (...args: unknown[]) => {
      const [first] = args
      record(name, args, first instanceof RecordedPath ? first.steps : path)
    }
  const methods = {
    save: () => saved.push(style()),
    restore: () => Object.assign(state, saved.pop()),
    beginPath: () => {
      path = []
    },
    clip: (area?: unknown) => {
      const [step] = path
      if (!(area instanceof RecordedPath) && step?.[0] === 'rect') {
        const [, x = NaN, y = NaN, width = NaN, height = NaN] = step
        state.clips = [...state.clips, [x, y, width, height]]
      }
      record('clip', [area], area instanceof RecordedPath ? area.steps : path)
    },
    setLineDash: (dash: readonly number[]) => {
      state.dash = dash
    },
    resetTransform: () => {
      state.transforms = []
    },
    measureText: (text: string) => ({ width: 6 * text.length }),
    createLinearGradient: (...ends: number[]) => {
      const stops: [number, string][] = []
      return { ends, stops, addColorStop: (at: number, color: string) => stops.push([at, color]) }
    },
    ...Object.fromEntries(['stroke', 'fill', 'fillRect', 'fillText', 'strokeText'].map((name) => [name, drawn(name)])),
    ...Object.fromEntries(pathSteps.map((name) => [name, (...values: number[]) => path.push([name, ...values])])),
    ...Object.fromEntries(
      transformSteps.map((name) => [
        name,
        (...values: number[]) => {
          state.transforms = [...state.transforms, [name, ...values]]
        },
      ]),
    ),
  }
  const ctx = Object.assign(state, methods)
  return { ctx: ctx as never, calls }
}
