import { type Lane } from '@app/queue';

const BATCHES: Readonly<Record<Lane, string>> = { small: 'small batches', bulk: 'large batches' };

/** Says that queues are paused, which else looks as if workers stood still; there and empty while none is, to be filled when one is. */
export function PausedQueues({ lanes }: { readonly lanes: readonly Lane[] }) {
  return (
    <div id="paused">
      {lanes.length > 0 && (
        <p class="banner" role="alert">
          <strong>Paused: {lanes.map((lane) => BATCHES[lane]).join(' and ')} are not decided.</strong> They
          are accepted, and wait until an operator resumes their queue under <a href="/queues">Queues</a>; who
          paused it is in the <a href="/audit">audit trail</a>.
        </p>
      )}
    </div>
  );
}
