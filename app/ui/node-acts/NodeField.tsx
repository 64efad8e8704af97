import type { SceneNode } from '#scene/node-picture'
import { SelectField, TextField } from '../controls/Field.tsx'

export interface NodeFieldProps {
  nodes: ReadonlyMap<string, SceneNode>
  value: string
  onChange: (node: string) => void
}

/** Above so many nodes a list is too long to be looked through. */
const mostInList = 60

/** Which node is meant. */
export function NodeField({ nodes, value, onChange }: NodeFieldProps) {
  const names = [...nodes.keys()]
  if (names.length <= mostInList) return <SelectField label="Node" value={value} onChange={onChange} options={names.map((name) => [name, name] as const)} />
  return <TextField label="Node" verbatim required value={value} onChange={onChange} aria-invalid={!nodes.has(value)} suggestions={names.filter((name) => name.includes(value)).slice(0, 50)} />
}
