import { FlowProducer } from 'bullmq';
import { loadCompiled } from '../groundwork/compile-on-load.mjs';
import { BATCHES, ITEMS, batchOptions, connectionOptions, itemOptions } from './queues.mjs';

const { DataSource } = loadCompiled('typeorm');
const { startApi } = loadCompiled('./start-api.ts');
const { storeBatch } = loadCompiled('./store-batch.ts');

/** A batch is a flow: a parent job with one child for each item, added atomically. */
function flowOf({ id, items }) {
  return {
    name: 'batch',
    queueName: BATCHES,
    data: { batchId: id },
    opts: batchOptions,
    children: items.map((item) => ({ name: 'item', queueName: ITEMS, data: item, opts: itemOptions })),
  };
}

export function start() {
  const flows = new FlowProducer(connectionOptions());
  const acceptIn = (database) => ({
    async accept(contents) {
      const batch = await database.transaction((manager) => storeBatch(manager, contents));
      // After the commit: a worker may be faster than it.
      await flows.add(flowOf(batch));
      return batch.id;
    },
  });
  return startApi({ inject: [DataSource], useFactory: acceptIn });
}
