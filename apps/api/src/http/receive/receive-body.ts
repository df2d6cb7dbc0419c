import { Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { ProtocolRefused } from '../../problems/refusals';
import { letBodyCome } from '../expectations';
import { readContentCoding } from '../media-type';
import { BodySink } from './body-sink';
import { pour } from './pour';
import { pourInflated } from './pour-inflated';
import { ReceiveBudget, type Reservation } from './receive-budget';

export interface ReceiveOptions {
  /** Most bytes of the plain (inflated) body. */
  readonly maxBytes: number;
  /** Whether the SHA-256 of the plain bytes is wanted. */
  readonly hash: boolean;
}

export interface ReceivedBody {
  /** The plain bytes, contiguous; the memory is accounted for only until the work with them has ended. */
  readonly bytes: Buffer;
  readonly sha256: Buffer | null;
}

/** Takes request bodies in, within limits of size, time and the process's memory. */
@Injectable()
export class ReceiveBody {
  private readonly timeoutMs: number;

  constructor(
    configuration: Configuration,
    private readonly budget: ReceiveBudget,
  ) {
    this.timeoutMs = configuration.receiveTimeoutMs;
  }

  /**
   * Receives the body and works with it; its part of the budget is given back when the work has ended in whatever way.
   * @throws RequestRefused `unsupported_media_type` (coding), `too_many_bytes`, `corrupt_encoding`, `no_room`
   * @throws ProtocolRefused `request_timeout`, or ClientGone
   */
  async use<T>(
    request: FastifyRequest,
    options: ReceiveOptions,
    work: (body: ReceivedBody) => Promise<T>,
  ): Promise<T> {
    const reservation = this.budget.open();
    try {
      return await work(await this.receive(request, options, reservation));
    } finally {
      reservation.release();
    }
  }

  private async receive(
    request: FastifyRequest,
    { maxBytes, hash }: ReceiveOptions,
    reservation: Reservation,
  ): Promise<ReceivedBody> {
    const coding = readContentCoding(request.headers['content-encoding']);
    const declaredBytes = coding === 'identity' ? contentLength(request) : null;
    const sink = new BodySink({ maxBytes, hash, declaredBytes, reservation });
    const take = (chunk: Buffer): void => {
      sink.append(chunk);
    };

    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort(
        new ProtocolRefused('request_timeout', `The body did not arrive within ${this.timeoutMs / 1000} s.`),
      );
    }, this.timeoutMs);
    try {
      letBodyCome(request.raw);
      await (coding === 'identity'
        ? pour(request.raw, deadline.signal, take)
        : pourInflated(request.raw, deadline.signal, mostWireBytes(maxBytes), take));
    } finally {
      clearTimeout(timer);
    }
    return sink.finish();
  }
}

/** Node has checked the header's form; without it the body is chunked, or empty. */
function contentLength(request: FastifyRequest): number | null {
  const { 'content-length': length, 'transfer-encoding': chunked } = request.headers;
  if (length !== undefined) return Number(length);
  return chunked === undefined ? 0 : null;
}

/** Bytes that cannot be compressed grow by less than one in a hundred, and there is a header. */
function mostWireBytes(maxBytes: number): number {
  return Math.ceil(maxBytes * 1.01) + 1024;
}
