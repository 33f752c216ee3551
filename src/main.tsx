import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#src/ui/base.css'
import { App } from '#src/app/app.tsx'
import { hearServer } from '#src/app/hear-server.ts'
import { AnswerMapPart } from '#src/app/parts.tsx'
import { createQueryClient } from '#src/app/query-client.ts'
import { loadFileWriter } from '#src/data/file-writer.ts'
import { prepareFileReader } from '#src/data/import-reader.ts'
import { loadResultWriter } from '#src/data/result-writer.ts'
import { whenMapDrawn } from '#src/state/map-drawn.ts'
import { preloadParts } from '#src/ui/lazy-part.tsx'
import { Tooltips } from '#src/ui/tooltips.tsx'

void AnswerMapPart.preload() // on its way while the rest is drawn
const client = createQueryClient()
hearServer(client)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
      <Tooltips />
    </QueryClientProvider>
  </StrictMode>,
)

void whenMapDrawn().then(() => preloadParts([loadFileWriter, loadResultWriter, prepareFileReader]))
