import { type InspectedBatch, type InspectedShard } from '@app/persistence';
import { Moment } from '../pages/moment';
import { numberInWords } from '../pages/words';

/** What happened to each shard, and when. */
export function Timeline({ batch }: { readonly batch: InspectedBatch }) {
  return (
    <div class="scroll">
      <table data-timeline>
        <thead>
          <tr>
            <th scope="col" class="number">
              Shard
            </th>
            <th scope="col" class="number">
              Items
            </th>
            <th scope="col" class="number">
              Attempts
            </th>
            <th scope="col">Released (UTC)</th>
            <th scope="col">Decided (UTC)</th>
            <th scope="col" class="number">
              After accepted
            </th>
          </tr>
        </thead>
        <tbody>
          {batch.timeline.map((shard) => (
            <tr key={shard.shardNo}>
              <th scope="row" class="number">
                {shard.shardNo}
              </th>
              <td class="number">
                {numberInWords(shard.firstIndex)}–{numberInWords(shard.firstIndex + shard.itemCount - 1)}
              </td>
              <td class="number">{shard.attempts}</td>
              <td>
                {shard.releasedAt === null ? <span class="soft">–</span> : <Moment at={shard.releasedAt} />}
              </td>
              <td>
                {shard.decidedAt === null ? (
                  <span class="soft">not yet</span>
                ) : (
                  <Moment at={shard.decidedAt} />
                )}
              </td>
              <td class="number">{afterAccepted(batch, shard)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function afterAccepted({ createdAt }: InspectedBatch, { decidedAt }: InspectedShard): string {
  return decidedAt === null ? '' : `${((decidedAt.getTime() - createdAt.getTime()) / 1000).toFixed(2)} s`;
}
