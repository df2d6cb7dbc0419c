import { type DescribeOperation } from '../describe-operation';
import { OUR_FAULTS, otherMethod } from '../examples/refusals-of-any-route';
import { type Scenario } from '../examples/scenario';
import { type Operation } from '../openapi-types';
import { answering, refusing } from '../parts/responses';
import { WITHOUT_TOKEN } from '../parts/security';

const SCHEMA = 'Health';
const PROBE: Pick<Operation, 'tags' | 'security'> = { tags: ['Health'], security: WITHOUT_TOKEN };
const REFUSED = refusing([otherMethod('GET, HEAD'), ...OUR_FAULTS]);

/** Whether the process lives. */
export const live: DescribeOperation = () => ({
  ...PROBE,
  operationId: 'live',
  summary: 'Whether the process lives',
  responses: {
    '200': answering({ description: 'It does.', schema: SCHEMA }, [
      { name: 'live', summary: 'The process lives', status: 200, answer: { status: 'up' } },
    ]),
    ...REFUSED,
  },
});

/** Whether the process is ready for requests. */
export const ready: DescribeOperation = () => ({
  ...PROBE,
  operationId: 'ready',
  summary: 'Whether the process is ready for requests',
  responses: {
    '200': answering({ description: 'It is.', schema: SCHEMA }, [state('ready', 200, 'up')]),
    ...REFUSED,
    '503': answering({ description: 'The database is away, or the process is stopping.', schema: SCHEMA }, [
      state('not-ready', 503, 'down'),
    ]),
  },
});

function state(name: string, status: number, database: 'up' | 'down'): Scenario {
  const summary = `The database is ${database === 'up' ? 'there' : 'away'}`;
  return { name, summary, status, answer: { status: database, checks: { database } } };
}
