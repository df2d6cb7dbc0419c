import { type PartnerBacklog } from '@app/persistence';
import { Age } from '../pages/moment';
import { numberInWords } from '../pages/words';

/** Who waits, and for how long. */
export function BacklogTable({ backlog }: { readonly backlog: readonly PartnerBacklog[] }) {
  if (backlog.length === 0)
    return (
      <p id="backlog" class="soft">
        Nothing waits: every accepted item is decided.
      </p>
    );
  return (
    <div id="backlog" class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Partner</th>
            <th scope="col" class="number">
              Items
            </th>
            <th scope="col" class="number">
              Shards
            </th>
            <th scope="col" class="number">
              Oldest
            </th>
          </tr>
        </thead>
        <tbody>
          {backlog.map(({ clientId, name, items, shards, more, oldestSince }) => (
            <tr key={clientId}>
              <th scope="row">
                <a href={`/batches?partner=${encodeURIComponent(clientId)}&state=Pending`}>{name}</a>{' '}
                <span class="soft">{clientId}</span>
              </th>
              <td class="number">
                {more && '> '}
                {numberInWords(items)}
              </td>
              <td class="number">{numberInWords(shards)}</td>
              <td class="number">
                <Age since={oldestSince} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
