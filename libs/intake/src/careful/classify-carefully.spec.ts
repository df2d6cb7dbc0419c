import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { Metrics, Recoveries } from '@app/platform';
import { type Question } from '../decide/question';
import { classifyCarefully } from './classify-carefully';

jest.mock('node:child_process');

/** Stands in for a child process; the test says when it answers and ends. */
class Child extends EventEmitter {
  readonly stdio = [];
  readonly send = jest.fn();
  readonly kill = jest.fn();
}

describe('classifyCarefully', () => {
  it('has one child at a time in a process, also after one that could not be started', async () => {
    const children: Child[] = [];
    jest.mocked(fork).mockImplementation(() => {
      children.push(new Child());
      return children.at(-1) as unknown as ChildProcess;
    });
    const question = { items: [] } as unknown as Question;
    const recoveries = new Recoveries(new Metrics());
    const asked = [1, 2, 3].map(() => classifyCarefully(question, recoveries));
    const outcomes = Promise.allSettled(asked);
    await turn();
    expect(children).toHaveLength(1);
    children[0]?.emit('error', new Error('no memory to start it'));
    await turn();
    expect(children).toHaveLength(2);
    children[1]?.emit('message', { results: [], candidates: [] });
    await turn();
    expect(children).toHaveLength(2);
    children[1]?.emit('close');
    await turn();
    expect(children).toHaveLength(3);
    children[2]?.emit('message', { results: [], candidates: [] });
    children[2]?.emit('close');
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});
