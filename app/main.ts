/**
 * What runs first: the page already shows the start cluster and a field to type in. This puts the
 * draft of the last visit into it and fetches the lab, which takes over what was typed meanwhile.
 */
import { draftAtOnce } from './session/draft-at-once.ts'

const field = document.querySelector<HTMLTextAreaElement>('#first-manifest')!
const draft = draftAtOnce()
// Whoever was quicker than this script goes on with what they typed.
if (draft !== undefined && field.value === field.defaultValue) field.value = draft
const given = draft ?? field.defaultValue

/** After the first paint: a lab that comes out of the cache must not be read before anything is seen. A hidden page does not paint. */
const painted = new Promise<void>((resolve) => {
  setTimeout(resolve, 250)
  new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
})

painted.then(() => import('./lab.tsx')).then(
  ({ startLab }) => startLab({ text: field.value, typed: field.value !== given, selection: document.activeElement === field ? [field.selectionStart, field.selectionEnd, field.selectionDirection] : undefined }),
  () => {
    const words = document.createElement('p')
    words.setAttribute('role', 'alert')
    words.textContent = 'The rest of the lab could not be loaded. What you have typed stays here; load the page again when you are connected.'
    document.querySelector('.f-stage')!.prepend(words)
  },
)
