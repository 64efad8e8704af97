/**
 * Plays what-ifs while the page has nothing else to do, one seed at a time: one of them takes a few ms.
 * A worker would have to bring a second copy of the whole control plane, which takes longer to fetch
 * than all what-ifs of a lesson to play.
 */
import { withSeed } from '#cluster/cluster'
import { playWhatIf, whatIfSeeds, type WhatIfOutcome } from '#lesson/what-if'

/** What would come of it, under all seeds. */
export async function playInIdleTime(...[cluster, whatIf, files]: Parameters<typeof playWhatIf>): Promise<WhatIfOutcome> {
  await idle()
  const own = playWhatIf(cluster, whatIf, files, [])
  if (!own.held) return own
  for (const seed of whatIfSeeds) {
    await idle()
    const other = playWhatIf(withSeed(cluster, seed), whatIf, files, [])
    if (!other.held) return { ...other, seed }
  }
  return own
}

/** Longest wait for an idle page, in wall ms. */
const timeout = 200

const idle = (): Promise<void> => new Promise((resolve) => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout })
  else setTimeout(resolve)
})
