import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#src/ui/base.css'
import { App } from '#src/app/app.tsx'
import { AnswerMapPart } from '#src/app/parts.tsx'
import { loadFileWriter } from '#src/data/file-writer.ts'
import { prepareFileReader } from '#src/data/import-reader.ts'
import { loadResultWriter } from '#src/data/result-writer.ts'
import { whenMapDrawn } from '#src/state/map-drawn.ts'
import { preloadParts } from '#src/ui/lazy-part.tsx'
import { Tooltips } from '#src/ui/tooltips.tsx'

void AnswerMapPart.preload() // on its way while the rest is drawn

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
    <Tooltips />
  </StrictMode>,
)

void whenMapDrawn().then(() => preloadParts([loadFileWriter, loadResultWriter, prepareFileReader]))
