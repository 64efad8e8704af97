/**
 * Which session is whose when several tabs are open: a session belongs to the tab that claimed it
 * first. Held by the browser's locks, which end with the tab; where there are none, tabs ask each other.
 */

/** A session that no other tab will write to. */
export interface Claim {
  release(): void
}

/** Who asks: the same for all tabs of the lab. */
const nameOf = (id: string) => `daemonset-lab.session.${id}`
/** How long other tabs have to answer. */
const answerMs = 150

/** Claims a session for this tab; undefined: another one has it. After a reload the page before may need `patienceMs` to let go. */
export async function claim(id: string, patienceMs = 0): Promise<Claim | undefined> {
  try {
    if ('locks' in navigator) return await claimLock(id, patienceMs)
  } catch {
    // A frame without an origin of its own has neither locks nor storage that could be shared.
    return { release: () => undefined }
  }
  return 'BroadcastChannel' in globalThis ? claimByAsking(id) : { release: () => undefined }
}

function claimLock(id: string, patienceMs: number): Promise<Claim | undefined> {
  return new Promise((resolve, reject) => {
    const held = (lock: Lock | null): Promise<void> | undefined => {
      if (!lock) return void resolve(undefined)
      return new Promise((release) => resolve({ release }))
    }
    const options: LockOptions = patienceMs > 0 ? { signal: AbortSignal.timeout(patienceMs) } : { ifAvailable: true }
    navigator.locks.request(nameOf(id), options, held).catch((error: unknown) => (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError') ? resolve(undefined) : reject(error)))
  })
}

async function claimByAsking(id: string): Promise<Claim | undefined> {
  const channel = new BroadcastChannel(nameOf(id))
  const taken = await new Promise<boolean>((resolve) => {
    channel.onmessage = ({ data }) => data === 'mine' && resolve(true)
    channel.postMessage('whose?')
    setTimeout(() => resolve(false), answerMs)
  })
  if (taken) {
    channel.close()
    return undefined
  }
  channel.onmessage = ({ data }) => data === 'whose?' && channel.postMessage('mine')
  return { release: () => channel.close() }
}
