import { ageInWords, momentInWords } from './words';

/** A moment, to the second, for people and programs. */
export function Moment({ at }: { readonly at: Date }) {
  return <time dateTime={at.toISOString()}>{momentInWords(at)}</time>;
}

/** How long ago a moment was. */
export function Age({ since }: { readonly since: Date }) {
  return (
    <time dateTime={since.toISOString()} title={`${momentInWords(since)} UTC`}>
      {ageInWords(since)}
    </time>
  );
}
