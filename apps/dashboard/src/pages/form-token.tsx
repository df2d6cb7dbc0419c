import { type Session } from '../access/sessions';
import { FORM_TOKEN } from '../access/form-token-field';

/** Stands in every form that is posted with a session. */
export function FormToken({ session }: { readonly session: Session }) {
  return <input type="hidden" name={FORM_TOKEN} value={session.formToken} />;
}
