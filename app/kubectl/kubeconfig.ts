/** The terminal's kubeconfig: one context, of an administrator, for the one cluster there is. */
import type { CommandInput } from './process.ts'

/** Where the simulated API server would answer. */
export const serverUrl = 'https://control-plane.lab.internal:6443'
/** As whom kubectl talks to it. */
export const user = { name: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] } as const

/** Name of the only context, and of its cluster. */
export const contextOf = ({ context }: CommandInput): string => context ?? 'lab'

/** The file as an object; secrets are left out, as `kubectl config view` does. */
export function kubeconfig(input: CommandInput): object {
  const context = contextOf(input)
  return {
    apiVersion: 'v1',
    clusters: [{ cluster: { 'certificate-authority-data': 'DATA+OMITTED', server: serverUrl }, name: context }],
    contexts: [{ context: { cluster: context, ...(input.namespace && { namespace: input.namespace }), user: user.name }, name: context }],
    'current-context': context,
    kind: 'Config',
    users: [{ name: user.name, user: { 'client-certificate-data': 'DATA+OMITTED', 'client-key-data': 'DATA+OMITTED' } }],
  }
}
