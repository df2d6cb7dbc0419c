import { type Readable } from 'node:stream';
import { HttpException, HttpStatus, Injectable } from '@nestjs/common';

/** Each one has a shard unpacked in memory, up to some megabytes, and reads on for as long as the other side does. */
const MOST_OF_A_USER = 2;
const MOST_IN_ALL = 4;

/** The downloads under way in this process. */
@Injectable()
export class Downloads {
  /** The name of the user whose each one is. */
  private readonly underWay = new Map<Readable, string>();

  /**
   * Counts a download until its stream has closed.
   * @param begin makes the stream, where there is room
   * @throws HttpException 429 with a sentence where there is none
   */
  begin(userName: string, begin: () => Readable): Readable {
    const own = [...this.underWay.values()].filter((name) => name === userName).length;
    if (own >= MOST_OF_A_USER)
      throw new HttpException(
        `You have ${MOST_OF_A_USER} downloads under way. Wait until one of them is done.`,
        HttpStatus.TOO_MANY_REQUESTS,
      );
    if (this.underWay.size >= MOST_IN_ALL)
      throw new HttpException(
        `${MOST_IN_ALL} downloads are under way. Try again when one of them is done.`,
        HttpStatus.TOO_MANY_REQUESTS,
      );
    const stream = begin();
    this.underWay.set(stream, userName);
    stream.once('close', () => this.underWay.delete(stream));
    return stream;
  }
}
