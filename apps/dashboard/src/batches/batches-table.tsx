import { type BatchSummary } from '@app/persistence';
import { Moment } from '../pages/moment';
import { StatesBar } from '../pages/states';
import { numberInWords } from '../pages/words';
import { batchAddress } from './batch-address';
import { countsOf } from './counts-of';

/** Batches as lines, with what became of their items. */
export function BatchesTable({
  batches,
  notes = new Map(),
}: {
  readonly batches: readonly BatchSummary[];
  /** Something to say about a batch, by its address. */
  readonly notes?: ReadonlyMap<BatchSummary, string>;
}) {
  return (
    <div class="scroll">
      <table data-batches>
        <thead>
          <tr>
            <th scope="col">Accepted (UTC)</th>
            <th scope="col">Batch</th>
            <th scope="col">Partner</th>
            <th scope="col">Kind</th>
            <th scope="col" class="number">
              Items
            </th>
            <th scope="col">States</th>
            <th scope="col" class="number">
              Failed
            </th>
            <th scope="col" class="number">
              Waiting
            </th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => {
            const counts = countsOf(batch);
            const note = notes.get(batch);
            return (
              <tr key={batch.statusCheckId}>
                <td>
                  <Moment at={batch.createdAt} />
                </td>
                <th scope="row" class="line">
                  <a class="mono" href={batchAddress(batch)}>
                    {batch.statusCheckId}
                  </a>
                  {note !== undefined && <div class="soft">{note}</div>}
                </th>
                <td class="line">{batch.partnerName}</td>
                <td class="line">{batch.recordKind}</td>
                <td class="number">{numberInWords(batch.itemCount)}</td>
                <td class="middle">
                  <StatesBar counts={counts} />
                </td>
                <td class="number">{numberInWords(counts.Failed)}</td>
                <td class="number">{numberInWords(counts.Pending)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
