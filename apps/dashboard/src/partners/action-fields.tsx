import { Age, Moment } from '../pages/moment';
import { LIMIT_FIELDS, type Limits, seenField } from './read-limits';
import { type LiveSecret, MADE_AT } from './secret-actions';

/** Limits to be changed, beside what they were when the form was shown. */
export function LimitFields({ limits }: { readonly limits: Limits }) {
  return (
    <div class="fields">
      {LIMIT_FIELDS.map(([field, text, member]) => (
        <label key={field}>
          {text}
          <input name={field} inputmode="numeric" value={limits[member] ?? ''} placeholder="default" />
          <input name={seenField(field)} type="hidden" value={limits[member] ?? ''} />
        </label>
      ))}
    </div>
  );
}

/** Which secret the form is about, and how one tells it from the other. */
export function SecretField({ secret: { madeAt } }: { readonly secret: LiveSecret }) {
  return (
    <p>
      It was made <Age since={madeAt} /> ago, at <Moment at={madeAt} /> UTC.
      <input name={MADE_AT} type="hidden" value={madeAt.toISOString()} />
    </p>
  );
}
