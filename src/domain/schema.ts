import { config } from 'zod'

// Before the first schema: a page's content security policy forbids eval, which zod otherwise probes for as soon as an
// object is described. A server checks 100,000 points several times faster with it.
config({ jitless: 'document' in globalThis || 'WorkerGlobalScope' in globalThis })

/** For all schemas that a page loads too. */
export { z } from 'zod'
