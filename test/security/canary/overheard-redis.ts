import Redis from 'ioredis';

/** Every command that anybody sends to a Redis, from now on: also what is deleted at once, and what is only published. */
export interface OverheardRedis {
  readonly text: () => string;
  readonly stop: () => void;
}

/** @param url of the server, as somebody who may listen; Redis itself leaves passwords out of what it tells */
export async function overhearRedis(url: string): Promise<OverheardRedis> {
  const redis = new Redis(url);
  const listener = await redis.monitor();
  const commands: string[] = [];
  listener.on('monitor', (_time: string, words: string[]) => commands.push(words.join(' ')));
  return {
    text: () => commands.join('\n'),
    stop: () => {
      listener.disconnect();
      redis.disconnect();
    },
  };
}
