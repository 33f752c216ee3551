import { AppError } from '#src/domain/errors.ts'
import { onPaper } from './on-paper.ts'

/** One line of a caption: its label, and the text. */
export type CaptionLine = readonly [label: string, text: string]

/** What upright paper has between its margins, A4 as well as Letter, CSS px: 186 mm. */
export const PAPER_PX = 703

const FONT_PX = 12
const LINE_PX = 17
const TITLE_LINE_PX = 19
const MARGIN_PX = 12

/** The colours and the font of the words, as on paper. */
const look = () =>
  onPaper((token) => ({
    family: token('--font-sans') || 'sans-serif',
    surface: token('--color-surface'),
    text: token('--color-text'),
    text2: token('--color-text-2'),
  }))

/** Words in lines no wider than given, in the pen's font. A wider word gets a line of its own. */
export function wrappedText(pen: CanvasRenderingContext2D, text: string, widthPx: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && pen.measureText(longer).width <= widthPx) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/**
 * A picture with its title above and its caption below, as PNG for paper.
 * @param picture its size is in device pixels; `ratio` of them make one CSS pixel
 */
export function captionedPicture(
  picture: HTMLCanvasElement,
  { ratio, title, lines }: { ratio: number; title: string; lines: readonly CaptionLine[] },
): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.reject(new AppError('unexpected', 'no canvas to draw the picture on'))
  const { family, surface, text: ink, text2 } = look()
  const font = `${FONT_PX}px ${family}`
  const titleFont = `600 ${FONT_PX + 4}px ${family}`
  const widthPx = picture.width / ratio
  const heightPx = picture.height / ratio
  pen.font = font
  const labelPx = Math.max(...lines.map(([label]) => pen.measureText(label).width)) + MARGIN_PX
  const rows = lines.flatMap(([label, text]) =>
    wrappedText(pen, text, widthPx - labelPx - 2 * MARGIN_PX).map(
      (part, place) => [place === 0 ? label : '', part] as const,
    ),
  )
  pen.font = titleFont
  const titles = wrappedText(pen, title, widthPx - 2 * MARGIN_PX)
  const headPx = titles.length * TITLE_LINE_PX + 2 * MARGIN_PX
  canvas.width = picture.width
  canvas.height = Math.round((headPx + heightPx + rows.length * LINE_PX + 2 * MARGIN_PX) * ratio)
  pen.scale(ratio, ratio) // setting its size has reset the canvas
  pen.fillStyle = surface
  pen.fillRect(0, 0, widthPx, canvas.height / ratio)
  pen.drawImage(picture, 0, headPx, widthPx, heightPx)
  pen.textBaseline = 'middle'
  pen.fillStyle = ink
  pen.font = titleFont
  titles.forEach((line, row) => pen.fillText(line, MARGIN_PX, MARGIN_PX + (row + 0.5) * TITLE_LINE_PX))
  pen.font = font
  rows.forEach(([label, text], row) => {
    const y = headPx + heightPx + MARGIN_PX + (row + 0.5) * LINE_PX
    pen.fillStyle = text2
    pen.fillText(label, MARGIN_PX, y)
    pen.fillStyle = ink
    pen.fillText(text, MARGIN_PX + labelPx, y)
  })
  return pngOf(canvas)
}

/** A canvas as PNG. Rejects where the browser cannot make one so large. */
export const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large for this browser'))),
      'image/png',
    ),
  )
