import { describe, expect, it } from 'vitest'
import { daemonSet, Lab } from '../lab.fixture.ts'

const deployed = (): Lab => {
  const lab = new Lab(['node-1', 'node-2'])
  lab.run('apply -f -', daemonSet())
  return lab
}

/** A line, its exit code, what it prints on standard output and on standard error. */
type Case = [line: string, exit: number, stdout: string, stderr: string]

function holds(cases: readonly Case[]): void {
  it.each(cases)('%s', (line, exit, stdout, stderr) => {
    expect(deployed().run(line)).toEqual({ exit, stdout, stderr })
  })
}

const see = (path: string) => `See 'kubectl ${path} -h' for help and examples\n`

describe('set changes what it can and says what it cannot', () => holds([
  ['set image ds/agent agent=nginx:1.28 other=x', 1, 'daemonset.apps/agent image updated\n', 'error: unable to find container named "other"\n'],
  ['set image ds/agent ds/nope agent=nginx:1.28', 1, '', 'Error from server (NotFound): daemonsets.apps "nope" not found\n'],
  ['set image ds', 1, '', 'error: resource(s) were provided, but no name was specified\n'],
  ['set image ds/agent', 1, '', 'error: at least one image update is required\n'],
  ['set image ds/agent agent=', 1, '', 'error: failed to patch image update to pod template: DaemonSet.apps "agent" is invalid: spec.template.spec.containers[0].image: Required value\n'],
  ['set image node/node-1 a=b', 1, '', 'error: nodes/node-1 the object is not a pod or does not have a pod template: *v1.Node\n'],
  ['set env ds/agent A=1 -c nope', 0, '', 'Warning: DaemonSet/agent does not have any containers matching "nope"\n'],
  ['set env ds/agent A=1 A-', 1, '', 'error: can not both modify and remove the same environment variable in the same command\n'],
  ['set env ds/agent --list', 0, '# DaemonSet agent, container agent\n', ''],
  ['set resources ds/agent -c nope --limits=cpu=1', 1, '', 'error: unable to find container named nope\n'],
  ['set resources ds', 1, '', 'error: resource(s) were provided, but no name was specified\n'],
  ['set serviceaccount ds/agent reader', 0, 'daemonset.apps/agent serviceaccount updated\n', ''],
  ['set sa', 1, '', 'error: serviceaccount is required\n'],
]))

describe('label and annotate', () => holds([
  ['label nodes --all x=y --resource-version=1', 1, '', 'error: --resource-version may only be used with a single resource\n'],
  ['label node node-1 x=y --resource-version=1', 1, '', 'Error from server (Conflict): Operation cannot be fulfilled on nodes "node-1": the object has been modified; please apply your changes to the latest version and try again\n'],
  ['annotate ds agent a=b --resource-version=1', 1, '', 'Error from server (Conflict): Operation cannot be fulfilled on daemonsets.apps "agent": the object has been modified; please apply your changes to the latest version and try again\n'],
  ['label node node-1 x=y --local', 1, '', 'error: can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set\n'],
  ['label ds agent --list -o yaml', 1, '', 'error: --list and --output may not be specified together\n'],
  ['label node node-1 nope- --dry-run=client', 0, 'node/node-1 not labeled (dry run)\n', ''],
]))

it('a label that is listed with a change is not written', () => {
  const lab = deployed()
  expect(lab.run('label ds agent a=b --list').stdout).toBe('a=b\n')
  expect(lab.run('label ds agent --list').stdout).toBe('')
})

describe('nodes', () => holds([
  ['cordon ds/agent', 1, '', 'error: expected resource of type node, got "apps/v1, Resource=daemonsets"\n'],
  ['cordon pod/x', 1, '', 'Error from server (NotFound): pods "x" not found\n'],
  ['cordon node-1 -l a=b', 1, '', `error: cannot specify both a node name and a --selector option\n${see('cordon')}`],
  ["drain node-1 --pod-selector='app in (x'", 1, '', 'error: --pod-selector=<pod_selector> must be a valid label selector\n'],
  ['taint pods x a=b:NoSchedule', 1, '', 'error: invalid resource type pods, only node types are supported\n'],
  ['taint nodes node-1 a=b:NoSchedule a-', 1, '', 'error: can not both modify and remove the following taint(s) in the same command: a=\n'],
]))

describe('delete and scale', () => holds([
  ['delete ds,deploy agent', 1, 'daemonset.apps "agent" deleted from default namespace\n', 'Error from server (NotFound): deployments.apps "agent" not found\n'],
  ['delete ds agent --cascade=false', 0, 'daemonset.apps "agent" deleted from default namespace\n', 'warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan.\n'],
  ['delete node node-1 -n default', 0, 'node "node-1" deleted\n', 'Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n'],
  ['delete -f -', 0, 'No resources found\n', ''],
  ['scale ds/agent --replicas=2 --dry-run=client', 0, 'daemonset.apps/agent scaled (dry run)\n', ''],
  ['scale ds/agent ds/nope --replicas=2', 1, '', 'Error from server (NotFound): the server could not find the requested resource\n'],
]))

describe('create and run', () => holds([
  ['create configmap kube-root-ca.crt', 1, '', 'error: failed to create configmap: configmaps "kube-root-ca.crt" already exists\n'],
  ['create namespace default', 1, '', 'Error from server (AlreadyExists): namespaces "default" already exists\n'],
  ['create quota few --hard=pods', 1, '', 'error: Invalid argument syntax pods, expected <resource>=<value>\n'],
  ['create namespace x --dry-run=client -o yaml', 0, 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\nspec: {}\nstatus: {}\n', ''],
  ['create quota few --hard=pods=2 --dry-run=client -o yaml', 0, 'apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: few\nspec:\n  hard:\n    pods: "2"\nstatus: {}\n', ''],
  ['run x --image=nginx --dry-run=client -o yaml', 0, 'apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    run: x\n  name: x\nspec:\n  containers:\n  - image: nginx\n    name: x\n    resources: {}\n  dnsPolicy: ClusterFirst\n  restartPolicy: Always\nstatus: {}\n', ''],
  ['run x --image="a b"', 1, '', 'error: Invalid image name "a b": invalid reference format\n'],
]))

describe('kinds that nothing here makes are truly empty; those that a cluster fills by itself are refused', () => holds([
  ['get secrets', 0, '', 'No resources found in default namespace.\n'],
  ['get pv', 0, '', 'No resources found\n'],
  ['get job x', 1, '', 'Error from server (NotFound): jobs.batch "x" not found\n'],
  ['get sa', 1, '', 'error: the lab does not simulate serviceaccounts\n'],
  ['get ds agent --subresource=nope', 1, '', 'Error from server (NotFound): the server could not find the requested resource\n'],
]))

describe('what needs a machine is refused only where the line is right', () => holds([
  ['exec', 1, '', 'error: pod, type/name or --filename must be specified\n'],
  ['exec ds/agent', 1, '', 'error: you must specify at least one command for the container\n'],
  ['exec nope -- ls', 1, '', 'Error from server (NotFound): pods "nope" not found\n'],
  ['attach', 1, '', 'error: at least 1 argument is required for attach\n'],
  ['port-forward ds/agent', 1, '', `error: TYPE/NAME and list of ports are required for port-forward\n${see('port-forward')}`],
  ['cp a b', 1, '', 'error: one of src or dest must be a remote file specification\n'],
  ['completion nope', 1, '', `error: Unsupported shell type "nope".\n${see('completion')}`],
  ['plugin list', 1, '', 'error: unable to find any kubectl plugins in your PATH\n'],
  ['--bogus', 1, '', "error: unknown flag: --bogus\nSee 'kubectl --help' for usage.\n"],
  ['logs svc/kubernetes', 1, '', "error: cannot get the logs from *v1.Service: invalid service 'kubernetes': Service is defined without a selector\n"],
]))

describe('wait reads what stands behind jsonpath=', () => holds([
  ["wait --for=jsonpath='{.status.numberReady}'= ds/agent", 1, '', "error: jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3\n"],
  ["wait --for=jsonpath='{.metadata.name}=a=b' ds/agent", 1, '', "error: jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'\n"],
  ['wait --for=jsonpath= ds/agent', 1, '', 'error: jsonpath expression cannot be empty\n'],
]))

describe('files', () => {
  const pod = (image: string) => `{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {nodeName: node-1, containers: [{name: c, image: "${image}"}]}}`

  it('replace --force waits until the object is gone, and then makes it again', () => {
    const lab = deployed()
    lab.run('create -f -', pod('nginx:1.27'))
    lab.start('replace --force -f -', pod('nginx:1.28'))
    expect(lab.said()).toEqual({ exit: undefined, stdout: 'pod "web" deleted from default namespace\n', stderr: '' })
    expect(lab.pass(1_000)).toEqual({ exit: 0, stdout: 'pod "web" deleted from default namespace\npod/web replaced\n', stderr: '' })
    expect(lab.run("get pod web -o jsonpath='{.spec.containers[0].image}'").stdout).toBe('nginx:1.28')
  })

  it('replace --force makes what was not there', () => {
    expect(deployed().run('replace --force -f -', pod('nginx:1.27'))).toEqual({ exit: 0, stdout: 'pod/web replaced\n', stderr: '' })
  })

  it('diff begins a new object before its first line', () => {
    expect(deployed().run('diff -f -', '{apiVersion: v1, kind: Namespace, metadata: {name: team}}').stdout).toMatch(/^@@ -0,0 \+1,\d+ @@$/m)
  })

  it('apply warns of a missing annotation only where it asks the server', () => {
    const lab = deployed()
    lab.run('create namespace team')
    const manifest = '{apiVersion: v1, kind: Namespace, metadata: {name: team}}'
    expect(lab.run('apply -f - --dry-run=client', manifest)).toEqual({ exit: 0, stdout: 'namespace/team configured (dry run)\n', stderr: '' })
    expect(lab.run('apply -f - --dry-run=server', manifest).stderr).toContain('missing the kubectl.kubernetes.io/last-applied-configuration annotation')
  })
})

describe('of verbs that read, compare and wait', () => holds([
  ['diff', 2, '', 'error: must specify one of -f and -k\n'],
  ['diff -f nope.yaml', 2, '', 'error: the path "nope.yaml" does not exist\n'],
  ['diff ds/agent', 2, '', `error: Unexpected args: [ds/agent]\n${see('diff')}`],
  ['replace ds/agent', 1, '', 'error: must specify one of -f and -k\n'],
  ['replace -f -', 0, '', ''],
  ['replace -f - --force --cascade=bogus', 1, '', 'error: invalid cascade value (bogus). Must be "background", "foreground", or "orphan"\n'],
  ["patch ds agent -p '{\"metadata\":{\"labels\":{\"q\":\"r\"}}}' --dry-run=server", 0, 'daemonset.apps/agent patched\n', ''],
  ["patch ds agent -p '{}' --subresource=bogus", 1, '', 'Error from server (NotFound): the server could not find the requested resource\n'],
  ['wait --for=condition=Ready node --all -o name', 0, 'node/node-1\nnode/node-2\n', ''],
  ['wait --for=condition=Ready node --all -l a=b', 1, '', 'error: no matching resources found\n'],
  ['wait --for=create cm/nope --timeout=1s', 1, '', 'error: timed out waiting for the condition\n'],
  ['get DS', 1, '', 'error: the server doesn\'t have a resource type "DS"\n'],
  ['get pods --context=nope', 1, '', 'Error in configuration: context was not found for specified context: nope\n'],
  ['get pods --request-timeout=abc', 1, '', 'error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)\n'],
  ['scale deploy/nope --replicas=2', 1, '', 'error: no objects passed to scale deployments.apps "nope" not found\n'],
  ['delete ds/agent --all', 1, '', 'error: selectors and the all flag cannot be used when passing resource/name arguments\n'],
  ['delete ds agent -i', 0, 'You are about to delete the following 1 resource(s):\ndaemonset.apps/agent\nDo you want to continue? (y/n): deletion is cancelled\n', ''],
]))
