import { useState } from 'react'
import type { NodesToAdd } from '#session/actions'
import { Choice, TextField } from '../controls/Field.tsx'
import type { FloatingAnchor } from '../floating/menu.ts'
import { FormPopup } from '../floating/FormPopup.tsx'
import { parseLabels, parseTaints } from './node-text.ts'
import styles from './NodeForms.module.css'

export interface AddNodeFormProps {
  anchor: FloatingAnchor
  returnFocus: HTMLElement | null
  onAdd: (nodes: NodesToAdd) => void
  onClose: () => void
}

const roles = [['plain', 'Plain'], ['control-plane', 'Control plane'], ['gpu', 'GPU'], ['small', 'Small']] as const
type Role = (typeof roles)[number][0]
const hints: Readonly<Record<Role, string>> = {
  plain: '4 cpu, 8Gi memory, no taints.',
  'control-plane': 'Carries the control-plane role and its NoSchedule taint.',
  gpu: 'Carries the gpu role and the taint gpu:NoSchedule.',
  small: '500m cpu, 512Mi memory, 10 pods; label size=small.',
}
/** Kubernetes' own limit. */
const mostAtOnce = 5_000

/** Which machines join, how many, and what they carry. */
export function AddNodeForm({ anchor, returnFocus, onAdd, onClose }: AddNodeFormProps) {
  const [role, setRole] = useState<Role>('plain')
  const [count, setCount] = useState('1')
  const [labelText, setLabels] = useState('')
  const [taintText, setTaints] = useState('')
  const labels = parseLabels(labelText)
  const taints = parseTaints(taintText)
  const many = Number(count)
  const counts = Number.isInteger(many) && many >= 1 && many <= mostAtOnce
  const problem = !counts ? `A whole number from 1 to ${mostAtOnce.toLocaleString('en')}.` : (labels.problem ?? taints.problem)
  const submit = () => {
    if (problem !== undefined || !labels.labels || !taints.taints) return
    onAdd({ role, count: many, zone: '', labels: labels.labels, taints: taints.taints })
    onClose()
  }
  return (
    <FormPopup
      anchor={anchor} title="Add nodes" command={undefined} noCommand={problem ?? 'A kubelet registers its machine: kubectl has no line for it.'}
      action={many === 1 || !counts ? 'Add node' : `Add ${many.toLocaleString('en')} nodes`} returnFocus={returnFocus} onSubmit={submit} onClose={onClose}
    >
      <div className={styles.fields}>
        <Choice label="Kind" value={role} onChange={(chosen) => setRole(chosen as Role)} options={roles} hint={hints[role]} />
        <TextField label="How many" inputMode="numeric" value={count} onChange={setCount} aria-invalid={!counts} />
        <TextField label="More labels" verbatim placeholder="disk=ssd, tier=edge" value={labelText} onChange={setLabels} aria-invalid={labels.problem !== undefined} />
        <TextField label="More taints" verbatim placeholder="maintenance:NoExecute" value={taintText} onChange={setTaints} aria-invalid={taints.problem !== undefined} />
      </div>
    </FormPopup>
  )
}
