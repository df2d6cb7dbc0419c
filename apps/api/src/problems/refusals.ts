import { RequestRefused, type RefusalCode } from '@app/domain';
import { type ProtocolCode } from './problem-types';

/** A refused request whose answer carries header fields of its own, such as `Allow` or `WWW-Authenticate`. */
export class RefusedWithHeaders extends RequestRefused {
  constructor(
    code: RefusalCode,
    detail: string,
    readonly headers: Readonly<Record<string, string>>,
  ) {
    super(code, detail);
  }
}

/** A request that is refused as HTTP, whatever it was meant to say. */
export class ProtocolRefused extends Error {
  override readonly name = 'ProtocolRefused';

  constructor(
    readonly code: ProtocolCode,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** The client went away before its request was complete: there is nobody to answer, and nothing to log as a fault. */
export class ClientGone extends ProtocolRefused {
  constructor() {
    super('bad_request', 'The connection was closed before the body was complete.');
  }
}
