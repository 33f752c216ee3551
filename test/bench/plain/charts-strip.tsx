// The product's charts alone, on an answer that no earlier sample used: their cost is measured, not the map's.
import { createRoot } from 'react-dom/client'
import { ResultsStrip } from '#src/features/results/results-strip.tsx'
import '#src/ui/page/tokens.css'
import { passageAnswer } from '../../support/voyage-answer.ts'
import { whenDrawn } from './when-drawn.ts'

/** Five ribbons, the open lane and the limit strip. */
const CANVASES = 7

declare global {
  interface Window {
    /** Draws a new answer with so many points. @returns milliseconds until all ribbons and the lane are drawn */
    drawCharts: (count: number) => Promise<number>
  }
}

document.documentElement.dataset['theme'] = 'day'
const box = document.createElement('div')
box.style.height = '420px'
document.getElementById('root')!.append(box)
const root = createRoot(box)
const answers = new Map<number, ReturnType<typeof passageAnswer>>()

window.drawCharts = async (count) => {
  const known = answers.get(count) ?? passageAnswer(count)
  answers.set(count, known)
  root.render(null)
  await new Promise((resolve) => setTimeout(resolve, 300))
  const start = performance.now()
  // Its objects are new, so that nothing computed for them before counts.
  root.render(<ResultsStrip answer={{ ...known, columns: { ...known.columns } }} />)
  await whenDrawn(CANVASES)
  return performance.now() - start
}
