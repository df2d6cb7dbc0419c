/** One SELECT of one text value, sent by Fastify: see text-server.mjs. */
import fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = fastify();

app.get('/', async (_request, reply) => {
  const { rows } = await pool.query({
    name: 'text',
    text: 'SELECT text FROM texts WHERE id = $1',
    values: [1],
  });
  void reply.type('application/json; charset=utf-8');
  return rows[0].text;
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.send('ready');
