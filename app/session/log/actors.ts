/** Who acts in a cluster, to choose from. */
import type { ComponentName } from '#cluster/component-name'
import { components } from '#cluster/components'
import { actorOf } from '#scene/steps/told-step'

/** Each with its name as a heading has it: "DaemonSet controller", "You". */
export const actors: readonly (readonly [name: ComponentName, words: string])[] = [...components.map(({ name }) => name), 'kubectl' as const, 'fault' as const]
  .map((name) => [name, actorOf(name).replace(/^The (.)/, (_, first: string) => first.toUpperCase())] as const)
