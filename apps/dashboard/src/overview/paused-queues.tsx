import { type Lane } from '@app/queue';

/** Says that queues are paused, which else looks as if workers stood still; there and empty while none is, to be filled when one is. */
export function PausedQueues({ lanes }: { readonly lanes: readonly Lane[] }) {
  return (
    <div id="paused">
      {lanes.length > 0 && (
        <p class="banner" role="alert">
          <strong>Queues paused: nothing is decided of what is in {lanes.join(' and ')}.</strong> It is
          accepted, and waits until an operator resumes them under <a href="/queues">Queues</a>; who paused
          them is in the <a href="/audit">audit trail</a>.
        </p>
      )}
    </div>
  );
}
