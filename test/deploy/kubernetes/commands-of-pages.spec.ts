import 'reflect-metadata';
import { commandsOf } from '../../docs/commands/commands-of';
import { pages } from '../../docs/pages/page';
import { jobs, withComponents } from './project-manifests';
import { ofKind } from './selecting';

const all = [...withComponents, ...jobs];

describe('the commands for kubectl that the pages show', () => {
  it('act on what is in the manifests', () => {
    const commands = pages.flatMap(commandsOf).filter((command) => command.startsWith('kubectl '));
    const acted = commands.flatMap((command) =>
      [...command.matchAll(/\b(deployment|job|scaledobject)[/ ]([a-z]+)/g)].map(
        ([, kind, name]) => `${kind} ${name}`,
      ),
    );
    const known = all.map(({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.name}`);
    expect(acted.filter((one) => !known.includes(one))).toEqual([]);
    expect(acted).toContain('scaledobject worker');
  });

  it('stop all processes before a restore', () => {
    const page = pages.find(({ path }) => path === 'docs/backup.md');
    const stopped = (page === undefined ? [] : commandsOf(page))
      .filter((command) => /^kubectl scale .*--replicas 0/.test(command))
      .flatMap((command) => command.match(/(?<=deployment\/)\w+/g) ?? []);
    const deployments = ofKind(all, 'Deployment').map(({ metadata }) => metadata.name);
    expect(stopped.sort()).toEqual(deployments.sort());
  });
});
