/** A part of a whole as a bar; the number stands beside it, and so it is nothing to read out. */
export function ShareBar({ part, whole }: { readonly part: number; readonly whole: number }) {
  return (
    <svg class="share-bar" aria-hidden="true">
      <rect width={`${whole === 0 ? 0 : (100 * part) / whole}%`} height="100%" />
    </svg>
  );
}
