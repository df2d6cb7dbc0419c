import { type BatchView, type ItemWindow, ReadBatch } from '@app/persistence';
import { ReadStatusDocument } from './read-status-document';

const ID = '01980000-0000-7000-8000-000000000001';
const QUESTION = { partnerId: '1', resource: 'clients', statusCheckId: ID } as const;

const VIEW: BatchView = {
  batchId: '1',
  statusCheckId: ID,
  acceptedOn: '2026-01-01',
  itemCount: 100_000,
  createdAt: new Date(0),
  deleted: false,
  shards: [],
};

/** The reader over a database that has one batch, and what it was asked for. */
function reader(view: BatchView | null = VIEW) {
  const windows: ItemWindow[] = [];
  const readBatch = Object.assign(Object.create(ReadBatch.prototype) as ReadBatch, {
    view: (_partnerId: string, _id: string, _kinds: unknown, window: ItemWindow) => {
      windows.push(window);
      return Promise.resolve(view);
    },
    content: () => Promise.reject(new Error('nothing of the batch itself is wanted')),
  });
  return { documents: new ReadStatusDocument(readBatch), windows };
}

describe('reading a status document', () => {
  it('looks at no result and no payload where the head alone is wanted', async () => {
    const { documents, windows } = reader();
    const { text } = await documents.read(QUESTION, { limit: '0', state: 'Failed' }, null);
    let document = '';
    for await (const piece of text ?? []) document += piece;
    expect(JSON.parse(document)).toMatchObject({ id: ID, counts: { total: 100_000 } });
    expect(windows).toEqual([{ from: 0, to: 0 }]);
  });

  it('looks at no result and no payload for a caller that has the document already', async () => {
    const { documents, windows } = reader();
    const { tag } = await documents.read(QUESTION, { limit: '0' }, null);
    windows.length = 0;
    const answer = await documents.read(QUESTION, { limit: '0' }, (known) => known === tag);
    expect(answer).toEqual({ tag, text: null });
    expect(windows).toEqual([{ from: 0, to: 0 }]);
  });

  it('says that there is no such batch, or that it is gone, before it speaks about parameters', async () => {
    const wrong = { limit: 'x' };
    await expect(reader(null).documents.read(QUESTION, wrong, null)).rejects.toMatchObject({
      code: 'not_found',
    });
    const deleted = reader({ ...VIEW, deleted: true });
    await expect(deleted.documents.read(QUESTION, wrong, null)).rejects.toMatchObject({ code: 'gone' });
    await expect(reader().documents.read(QUESTION, wrong, null)).rejects.toMatchObject({
      code: 'invalid_parameter',
    });
  });
});
