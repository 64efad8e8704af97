/** The acts on nodes, as the toolbar and the menu of a node offer them. */
import type { SceneNode } from '#scene/node-picture'
import type { Wanted } from '#session/limits'
import type { FloatingAnchor } from '../floating/menu.ts'

/** Acts that ask something first. */
export type FormName = 'add' | 'drain' | 'taint' | 'label' | 'fill' | 'pressure'

/** Acts that are done at once, once it is known to which node. */
export type DirectAct = 'cordon' | 'power' | 'remove'

/** What has been asked for and waits for an answer. */
export type ActRequest =
  | { readonly kind: 'menu'; readonly node: string; readonly anchor: FloatingAnchor; readonly returnFocus: HTMLElement | null }
  | { readonly kind: 'form'; readonly form: FormName; readonly node: string | undefined; readonly anchor: FloatingAnchor; readonly returnFocus: HTMLElement | null }
  /** Nothing is selected: which node is meant? */
  | { readonly kind: 'which'; readonly act: DirectAct; readonly anchor: FloatingAnchor; readonly returnFocus: HTMLElement | null }

/** What the button says, which depends on how the node stands. */
export function actTitle(act: DirectAct, node: SceneNode | undefined): string {
  switch (act) {
    case 'cordon':
      return node?.cordoned ? 'Uncordon' : 'Cordon'
    case 'power':
      return node?.powerless ? 'Recover' : 'Power off'
    case 'remove':
      return 'Remove'
  }
}

/** What an act on a node comes down to, where a lesson may leave it out. */
export function wantedBy(act: DirectAct | FormName, node: SceneNode | undefined): Wanted {
  switch (act) {
    case 'cordon':
      return { verb: node?.cordoned ? 'uncordon' : 'cordon' }
    case 'drain':
    case 'taint':
    case 'label':
      return { verb: act }
    case 'add':
      return { machine: 'join' }
    case 'power':
      return { machine: node?.powerless ? 'recover' : 'fail' }
    case 'remove':
      return { machine: 'leave' }
    case 'fill':
    case 'pressure':
      return { machine: act }
  }
}
