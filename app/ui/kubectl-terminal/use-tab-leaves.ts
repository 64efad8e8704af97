import { useState } from 'react'
import { paneSizes } from '../layout/pane-sizes.ts'

const key = 'daemonset-lab.tab-leaves'

/** Whether Tab leaves the terminal instead of completing, as a person chose it last. */
export function useTabLeaves(): [leaves: boolean, choose: (leaves: boolean) => void] {
  const [leaves, setLeaves] = useState(() => paneSizes.getItem(key) === 'yes')
  return [leaves, (chosen) => {
    paneSizes.setItem(key, chosen ? 'yes' : 'no')
    setLeaves(chosen)
  }]
}
