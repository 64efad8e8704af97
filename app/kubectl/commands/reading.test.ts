import { explanationOf } from '#apis/explanations/explanation-of'
import { perform } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import { describe, expect, it } from 'vitest'
import { Lab } from '../lab.fixture.ts'
import { startCommand } from '../run-kubectl.ts'
import { printed, type CommandInput } from '../process.ts'

function run(line: string, input: CommandInput = { explanationOf }) {
  const [, process] = perform(bootCluster(1), 'kubectl', (draft) => startCommand(draft, line, input))
  return { process, exit: process.exit, stdout: printed(process, 'stdout'), stderr: printed(process, 'stderr') }
}
const said = (line: string, input?: CommandInput) => {
  const { exit, stdout, stderr } = run(line, input)
  return { exit, stdout, stderr }
}
const ok = (stdout: string, stderr = '') => ({ exit: 0, stdout, stderr })
const fails = (stderr: string, stdout = '') => ({ exit: 1, stdout, stderr })

describe('explain', () => {
  it('a field: type, whether it must be there, words, and the fields below', () => {
    expect(said('explain ds.spec.selector')).toEqual(ok(`GROUP:      apps
KIND:       DaemonSet
VERSION:    v1

FIELD: selector <LabelSelector> -required-

DESCRIPTION:
    Which pods belong to this DaemonSet. It picks pods by their labels, not
    nodes (for nodes use nodeSelector or affinity in the template); it must
    match the labels of the template and can never be changed.
    
FIELDS:
  matchExpressions\t<[]LabelSelectorRequirement>
    Conditions that say more: one of several values, not one of them, there at
    all, not there.

  matchLabels\t<map[string]string>
    Labels with exactly these values.


`))
  })

  it('what may stand there', () => {
    expect(said('explain daemonsets.apps.spec.updateStrategy.type').stdout).toContain('FIELD: type <string>\nENUM:\n    OnDelete\n    RollingUpdate\n\nDESCRIPTION:\n')
    expect(said('explain pod').stdout).toMatch(/^KIND: {7}Pod\nVERSION: {4}v1\n\nDESCRIPTION:\n/)
  })

  it('all fields below by name', () => {
    const { stdout } = said('explain ds.spec.updateStrategy --recursive')
    expect(stdout.slice(stdout.indexOf('FIELDS:'))).toBe('FIELDS:\n  rollingUpdate\t<RollingUpdateDaemonSet>\n    maxSurge\t<IntOrString>\n    maxUnavailable\t<IntOrString>\n  type\t<string>\n  enum: OnDelete, RollingUpdate\n\n')
    expect(said('explain pods --recursive').exit).toBe(0)
  })

  it('tells the structure without the explanations too', () => expect(said('explain ds', {}).stdout).toContain('DESCRIPTION:\n    <empty>\n    \nFIELDS:\n  apiVersion\t<string>\n    <empty>\n'))

  it.each([
    ['explain ds.spec.nope', fails('error: field "nope" does not exist\n', 'GROUP:      apps\nKIND:       DaemonSet\nVERSION:    v1\n\n')],
    ['explain ds.nope.deeper', fails('error: field "nope" does not exist\n', 'GROUP:      apps\nKIND:       DaemonSet\nVERSION:    v1\n\n')],
    ['explain pod.spec.nodeSelector.os', fails('error: field "os" does not exist\n', 'KIND:       Pod\nVERSION:    v1\n\n')],
    ['explain bogus', fails('error: the server doesn\'t have a resource type "bogus"\n')],
    ['explain', fails('error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n')],
    ['explain ds pods', fails('error: We accept only this format: explain RESOURCE\n')],
    ['explain ds --api-version=apps/v2', fails('error: couldn\'t find resource for "apps/v2, Resource=daemonsets"\n')],
  ])('%s', (line, answer) => expect(said(line)).toEqual(answer))
})

describe('what the API server serves', () => {
  it.each([
    ['api-resources --api-group=policy', ok('NAME                   SHORTNAMES   APIVERSION   NAMESPACED   KIND\npoddisruptionbudgets   pdb          policy/v1    true         PodDisruptionBudget\n')],
    ['api-resources --api-group=apps -o name', ok('controllerrevisions.apps\ndaemonsets.apps\ndeployments.apps\nreplicasets.apps\nstatefulsets.apps\n')],
    ['api-resources --api-group=batch --sort-by=kind --no-headers', ok('cronjobs   cj    batch/v1   true   CronJob\njobs             batch/v1   true   Job\n')],
    ['api-resources --api-group= --namespaced=false --verbs=list,create -o name', ok('namespaces\nnodes\npersistentvolumes\n')],
    ['api-resources --sort-by=age', fails('error: --sort-by accepts only name or kind\n')],
    ['api-resources apps', fails("error: unexpected arguments: [apps]\nSee 'kubectl api-resources -h' for help and examples\n")],
    ['api-versions --bogus', fails("error: unknown flag: --bogus\nSee 'kubectl api-versions --help' for usage.\n")],
  ])('%s', (line, answer) => expect(said(line)).toEqual(answer))
  it('api-versions', () => expect(said('api-versions').stdout).toMatch(/\napps\/v1\n(.*\n)*v1\n$/))
})

describe('config', () => {
  it.each([
    ['config current-context', ok('lab\n')],
    ['config get-contexts', ok('CURRENT   NAME   CLUSTER   AUTHINFO           NAMESPACE\n*         lab    lab       kubernetes-admin   shop\n')],
    ['config get-contexts -o name', ok('lab\n')],
    ['config get-contexts other', fails('error: context other not found\n', 'CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE\n')],
    ['config use-context lab', ok('Switched to context "lab".\n')],
    ['config use-context other', fails('error: no context exists with the name: "other"\n')],
    ['config set-context', fails('error: you must specify a non-empty context name or --current\n')],
    ['get-contexts', fails('error: unknown command "get-contexts" for "kubectl"\n')],
  ])('%s', (line, answer) => expect(said(line, { namespace: 'shop' })).toEqual(answer))

  it('keeps a namespace for the lines to come', () => {
    const { process, stdout } = run('config set-context --current --namespace=kube-system')
    expect([stdout, process.contextNamespace]).toEqual(['Context "lab" modified.\n', 'kube-system'])
    expect(said('events', { namespace: 'kube-system' }).stderr).toBe('No events found in kube-system namespace.\n')
    expect(said('events -n default', { namespace: 'kube-system' }).stderr).toBe('No events found in default namespace.\n')
    expect(said('config view', { namespace: 'kube-system' }).stdout).toContain('- context:\n    cluster: lab\n    namespace: kube-system\n    user: kubernetes-admin\n  name: lab\n')
  })
})

describe('who asks, and what', () => {
  it.each([
    ['auth can-i create ds', ok('yes\n')],
    ['auth can-i create ds -q', ok('')],
    ['auth can-i list nodes', ok('yes\n', "Warning: resource 'nodes' is not namespace scoped\n\n")],
    ['auth can-i get priorityclasses', ok('yes\n', "Warning: resource 'priorityclasses' is not namespace scoped in group 'scheduling.k8s.io'\n\n")],
    ['auth can-i get bogus', ok('yes\n', "Warning: the server doesn't have a resource type 'bogus'\n\n")],
    ['auth can-i eat pods', ok('yes\n', "Warning: verb 'eat' is not a known verb\n\n")],
    ['auth can-i get /healthz', ok('yes\n')],
    ['auth can-i create', fails("error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.\n")],
    ['auth can-i --list pods', fails('error: list option must be specified with no arguments\n')],
    ['auth whoami', ok('ATTRIBUTE   VALUE\nUsername    kubernetes-admin\nGroups      [kubeadm:cluster-admins system:authenticated]\n')],
    ['version', ok('Client Version: v1.37.2\nKustomize Version: v5.8.1\nServer Version: v1.37.2\n')],
    ['version --client', ok('Client Version: v1.37.2\nKustomize Version: v5.8.1\n')],
    ['version -o bogus', fails("error: --output must be 'yaml' or 'json'\n")],
    ['cluster-info', ok("Kubernetes control plane is running at https://control-plane.lab.internal:6443\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n")],
    ['cluster-info dump --bogus', fails("error: unknown flag: --bogus\nSee 'kubectl cluster-info dump --help' for usage.\n")],
    ['top nodes', fails('error: Metrics API not available\n')],
    ['top pod --sort-by=age', fails('error: --sort-by accepts only cpu or memory\n')],
  ])('%s', (line, answer) => expect(said(line)).toEqual(answer))
})

describe('logs', () => {
  const lab = new Lab(['node-1'])
  lab.run('apply -f -', 'apiVersion: v1\nkind: Pod\nmetadata: {name: two}\nspec: {initContainers: [{name: setup, image: busybox}], containers: [{name: a, image: nginx}, {name: b, image: nginx}]}')
  lab.run('apply -f -', 'apiVersion: v1\nkind: Pod\nmetadata: {name: stuck}\nspec: {containers: [{name: a, image: "nginx:broken"}]}')
  lab.run('apply -f -', 'apiVersion: v1\nkind: Pod\nmetadata: {name: homeless}\nspec: {nodeSelector: {no: such}, containers: [{name: a, image: nginx}]}')
  lab.run('run single --image=nginx')
  it.each([
    ['logs single', ok('')],
    ['logs two', ok('', 'Defaulted container "a" out of: a, b, setup (init)\n')],
    ['logs two b', ok('')],
    ['logs two --all-containers', ok('')],
    ['logs two -c nope', fails('error: container nope is not valid for pod two out of: a, b, setup (init)\n')],
    ['logs two b -c b', fails('error: only one of -c or an inline [CONTAINER] arg is allowed\n')],
    ['logs two b --all-containers', fails('error: --all-containers=true should not be specified with container name b\n')],
    ['logs single -p', fails('Error from server (BadRequest): previous terminated container "single" in pod "single" not found\n')],
    ['logs single --tail=-2', fails('error: --tail must be greater than or equal to -1\n')],
    ['logs stuck', fails('Error from server (BadRequest): container "a" in pod "stuck" is waiting to start: trying and failing to pull image\n')],
    ['logs homeless', fails('Error from server (BadRequest): pod homeless does not have a host assigned\n')],
    ['logs nope', fails('error: error from server (NotFound): pods "nope" not found in namespace "default"\n')],
    ['logs -l app=none', ok('', 'No resources found in default namespace.\n')],
    ['logs single -l app=none', fails("error: only a selector (-l) or a POD name is allowed\nSee 'kubectl logs -h' for help and examples\n")],
  ])('%s', (line, answer) => expect(lab.start(line)).toEqual(answer))
})
