import { expect, test } from 'vitest'
import { daemonSet, Lab } from '../lab.fixture.ts'

const newLab = () => {
  const lab = new Lab(['node-1', 'node-2'])
  lab.run('kubectl apply -f -', daemonSet())
  return lab
}
const lab = newLab()
/** Output with generated names shortened. */
const run = (line: string, files: Record<string, string> = {}) => {
  const { exit, stdout, stderr } = lab.start(line, { files })
  return { exit, stdout: stdout.replaceAll(/agent-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, 'agent-xxxxx'), stderr }
}

test.each([
  { line: 'get ds', stdout: 'NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE\nagent   2         2         2       2            2           <none>          10s\n' },
  { line: 'get ds/agent --no-headers', stdout: 'agent   2     2     2     2     2     <none>   10s\n' },
  { line: 'get pods', stdout: 'NAME          READY   STATUS    RESTARTS   AGE\nagent-xxxxx   1/1     Running   0          10s\nagent-xxxxx   1/1     Running   0          10s\n' },
  { line: 'get ds,ns default', stdout: '', stderr: 'Error from server (NotFound): daemonsets.apps "default" not found\n', also: 'NAME      STATUS   AGE\ndefault   Active   12s\n' },
  { line: 'get ns/default ds/agent', stdout: 'NAME                STATUS   AGE\nnamespace/default   Active   12s\n\nNAME                   DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE\ndaemonset.apps/agent   2         2         2       2            2           <none>          10s\n' },
  { line: 'get ds --show-kind -L app', stdout: 'NAME                   DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE   APP\ndaemonset.apps/agent   2         2         2       2            2           <none>          10s   \n' },
  { line: 'get ds -A --server-print=false', stdout: 'NAMESPACE   NAME    AGE\ndefault     agent   10s\n' },
  { line: 'get nodes --sort-by=.metadata.name -o name', stdout: 'node/node-1\nnode/node-2\n' },
  { line: 'get nodes,ds -o name', stdout: 'node/node-1\nnode/node-2\ndaemonset.apps/agent\n' },
  { line: 'get nodes -o jsonpath={.items[*].metadata.name}', stdout: 'node-1 node-2' },
  { line: 'get nodes -o jsonpath-as-json={.items[*].metadata.name}', stdout: '[\n    "node-1",\n    "node-2"\n]\n' },
  { line: 'get nodes -o go-template={{range.items}}{{.metadata.name}},{{end}}', stdout: 'node-1,node-2,' },
  { line: 'get ds agent --template={{.status.numberReady}}', stdout: '2' },
  { line: 'get ds -o custom-columns=NAME:.metadata.name,SELECTOR:{.spec.selector.matchLabels},NONE:x', stdout: 'NAME    SELECTOR         NONE\nagent   map[app:agent]   <none>\n' },
  { line: 'get pods -n kube-system -o custom-columns=NAME:.metadata.name', stdout: 'NAME\n' },
  { line: 'get pods -n kube-system', stdout: '', stderr: 'No resources found in kube-system namespace.\n' },
  { line: 'get pods -n kube-system -o yaml', stdout: 'apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: ""\n' },
  { line: 'get pods -n kube-system -o json', stdout: '{\n    "apiVersion": "v1",\n    "items": [],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n' },
  { line: 'get pods -n kube-system -o name', stdout: '' },
  { line: 'get pdb -A', stdout: '', stderr: 'No resources found\n' },
  { line: 'get nodes -l none=such', stdout: '', stderr: 'No resources found\n' },
  { line: 'get ds nope --ignore-not-found', stdout: '' },
  { line: 'get ds nope -o yaml --ignore-not-found', stdout: '' },
])('$line', ({ line, stdout, stderr = '', also = '' }) => {
  expect(run(line)).toEqual({ exit: also ? 1 : 0, stdout: stdout + also, stderr })
})

const oneDot = "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'"
test.each([
  ['get', 'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee \'kubectl get -h\' for help and examples\n'],
  ['get dss', 'error: the server doesn\'t have a resource type "dss"\n'],
  ['get foo.example.com', 'error: the server doesn\'t have a resource type "foo"\n'],
  ['get all x', 'error: you must specify only one resource\n'],
  ['get pods, ds', 'error: arguments in resource/name form must have a single resource and name\n'],
  ['get ds/agent pods', `error: ${oneDot}\n`],
  ['get ds/agent/x', 'error: arguments in resource/name form may not have more than one slash\n'],
  ['get ds nope', 'Error from server (NotFound): daemonsets.apps "nope" not found\n'],
  ['get ds nope nada', 'Error from server (NotFound): daemonsets.apps "nope" not found\nError from server (NotFound): daemonsets.apps "nada" not found\n'],
  ['get ds agent -l app=agent', 'error: name cannot be provided when a selector is specified\n'],
  ['get ds agent -A', 'error: a resource cannot be retrieved by name across all namespaces\n'],
  ['get ds/agent -l app=agent', 'error: selectors and the all flag cannot be used when passing resource/name arguments\n'],
  ['get ds -o bogus', 'error: unable to match a printer suitable for the output format "bogus", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml\n'],
  ['get ds -o jsonpath', 'error: template format specified but no template given\n'],
  ['get ds -o jsonpath={.items[*', 'error: error parsing jsonpath {.items[*, unterminated array\n'],
  ['get ds -o jsonpath-file=x', 'error: error reading --template x, open x: no such file or directory\n'],
  ['get ds -o go-template', 'error: template format specified but no template given\n'],
  ['get ds -o go-template={{.x', 'error: error parsing template {{.x, template: output:1: unclosed action\n'],
  ['get ds -o custom-columns', 'error: custom-columns format specified but no custom columns given\n'],
  ['get ds -o custom-columns=NAME', 'error: unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>\n'],
  ['get ds -o custom-columns=NAME:{.a}{.b}', "error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'\n"],
  ['get ds -o yaml --show-labels', 'error: --show-labels option cannot be used with yaml printer\n'],
  ['get ds --sort-by=.spec.bogus', 'error: couldn\'t find any field with path "{.spec.bogus}" in the list of objects\n'],
  ['get ds --sort-by={.x', 'error: sorting error: unclosed action\n'],
  ['get ds --output-watch-events', 'error: --output-watch-events option can only be used with --watch or --watch-only\n'],
  ['get ds,pods -w', 'error: you may only specify a single resource type\n'],
  ['get -w', "error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'\n"],
  ['get ds --subresource=status', 'error: subresource cannot be used when bulk resources are specified\n'],
  ['get ds agent --subresource=scale', 'Error from server (NotFound): the server could not find the requested resource\n'],
  ['get pods --field-selector status.bogus=x', 'Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "status.bogus=x": field label not supported: status.bogus\n'],
  ['get pods -n kube-system -o jsonpath={.items[0].metadata.name}', 'error: error executing jsonpath "{.items[0].metadata.name}": Error executing template: array index out of bounds: index 0, length 0. Printing more information for debugging the template:\n\ttemplate was:\n\t\t{.items[0].metadata.name}\n\tobject given to jsonpath engine was:\n\t\tmap[string]interface {}{"apiVersion":"v1", "items":[]interface {}{}, "kind":"List", "metadata":map[string]interface {}{"resourceVersion":""}}\n\n\n'],
])('%s is refused', (line, stderr) => {
  expect(run(line)).toEqual({ exit: 1, stdout: '', stderr })
})

test('files of the working directory: columns, a path, objects', () => {
  expect(run('get ds -o custom-columns-file=cols', { cols: 'NAME  GENERATION\n.metadata.name .metadata.generation\n' }).stdout).toBe('NAME    GENERATION\nagent   1\n')
  expect(run('get ds -o jsonpath-file=path', { path: '{.items[0].kind}' }).stdout).toBe('DaemonSet')
  expect(run('get -f ds.yaml -o name', { 'ds.yaml': daemonSet() }).stdout).toBe('daemonset.apps/agent\n')
  expect(run('get -f ds.yaml -o jsonpath={.kind}', { 'ds.yaml': daemonSet() }).stdout).toBe('DaemonSet')
})

test('objects without a field come first when sorted, numbers in texts by their value', () => {
  const own = new Lab(['node-10', 'node-9', 'node-1'])
  own.start('kubectl label node node-9 rank=b')
  own.start('kubectl label node node-1 rank=a')
  expect(own.start('kubectl get nodes --sort-by=.metadata.labels.rank -o name').stdout).toBe('node/node-10\nnode/node-1\nnode/node-9\n')
  expect(own.start("kubectl get nodes --sort-by='{.metadata.name}' -o name").stdout).toBe('node/node-1\nnode/node-9\nnode/node-10\n')
})

/** Applied a moment ago: nothing has happened yet. */
const starting = (nodes: readonly string[]) => {
  const own = new Lab(nodes)
  own.start('kubectl apply -f -', daemonSet())
  return own
}
const shortened = (text: string) => text.replaceAll(/agent-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, 'agent-xxxxx')

test('a watch prints a row for each change, whatever the size of the steps', () => {
  const [own, slow] = [starting(['node-1']), starting(['node-1'])]
  own.start('kubectl get ds -w')
  slow.start('kubectl get ds -w')
  const seen = own.pass(3_000)
  expect(seen).toEqual({
    exit: undefined,
    stderr: '',
    stdout: [
      'NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE',
      'agent   0         0         0       0            0           <none>          0s',
      'agent   1         0         0       0            0           <none>          0s',
      'agent   1         1         0       1            0           <none>          0s',
      'agent   1         1         1       1            1           <none>          0s',
      '',
    ].join('\n'),
  })
  expect(slow.pass(3_000, 10)).toEqual(seen)
})

test('a watch keeps no more the longer it lasts', () => {
  const own = starting(['node-1', 'node-with-a-longer-name'])
  own.start('kubectl get pods -o wide -w --no-headers')
  own.pass(1_000)
  const size = JSON.stringify(own.process.waiting).length
  own.pass(600_000)
  expect(JSON.stringify(own.process.waiting).length).toBe(size)
})

test.each([
  { name: 'only changes', line: 'get ds --watch-only --no-headers', first: 'agent   1     0     0     0     0     <none>   0s\n' },
  { name: 'the kind of change', line: 'get ds -w --output-watch-events', first: 'EVENT   NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE\nADDED   agent   0         0         0       0            0           <none>          0s\nMODIFIED   agent   1         0         0       0            0           <none>          0s\n' },
  { name: 'names', line: 'get ds -w -o name', first: 'daemonset.apps/agent\ndaemonset.apps/agent\n' },
  { name: 'fields', line: `get ds -w -o jsonpath='{.status.numberReady}{"\\n"}'`, first: '0\n0\n0\n1\n' },
  { name: 'columns of one\'s own', line: 'get ds/agent -w -o custom-columns=NAME:.metadata.name,READY:.status.numberReady', first: 'NAME    READY\nagent   0\nagent   0\nagent   0\nagent   1\n' },
  { name: 'by a field: what begins to match is added, what ceases to is deleted', line: 'get pods --field-selector=status.phase=Pending -w --output-watch-events -o name', first: 'pod/agent-xxxxx\npod/agent-xxxxx\npod/agent-xxxxx\n' },
])('a watch of $name', ({ line, first }) => {
  const own = starting(['node-1'])
  own.start(`kubectl ${line}`)
  expect(shortened(own.pass(3_000).stdout).slice(0, first.length)).toBe(first)
})

test('sorting does not hold for a watch, and says so', () => {
  expect(lab.start('kubectl get ds -w --sort-by=.metadata.name -o name')).toEqual({ exit: undefined, stdout: 'daemonset.apps/agent\n', stderr: 'warning: --watch requested, --sort-by will be ignored for watch events received\n' })
})
