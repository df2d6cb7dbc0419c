import { type Answer, send, type Sent } from '../../support/http';
import { type Place } from './search';

/** Sends requests, and keeps every answer whole: status line, header fields and body. */
export class Answers {
  private readonly texts: string[] = [];

  /** @param who they are to, for whoever reads what was found */
  constructor(private readonly who: string) {}

  async send(url: string, sent: Sent = {}): Promise<Answer> {
    const answer = await send(url, sent);
    const fields = [...answer.headers].map((field) => field.join(': '));
    this.texts.push([answer.status, ...fields, answer.text].join('\n'));
    return answer;
  }

  get count(): number {
    return this.texts.length;
  }

  get place(): Place {
    return { name: `an answer to ${this.who}`, text: this.texts.join('\n') };
  }
}
