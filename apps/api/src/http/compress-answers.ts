import compress from '@fastify/compress';
import { type FastifyInstance } from 'fastify';

/** Smaller answers fit into one packet anyway. */
const COMPRESS_FROM_BYTES = 1400;

/** Compresses answers by gzip for callers that accept it. */
export async function compressAnswers(fastify: FastifyInstance): Promise<void> {
  await fastify.register(compress, {
    encodings: ['gzip'],
    threshold: COMPRESS_FROM_BYTES,
    // Bodies of requests are inflated where they are received, within limits.
    globalDecompression: false,
  });
  // Also with an answer that was not compressed this time: whoever keeps it must not give it to a caller that asks otherwise.
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.header('Vary', 'accept-encoding');
    done();
  });
}
