/** The parts of the control plane and the kubelets, in the order in which they hear of a change. */
import type { Component } from './component.ts'

export const components: readonly Component[] = []
