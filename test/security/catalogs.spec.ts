import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';
import { EXPECTED_RELATIONS, expectedRelation } from './catalogs/expected-relations';
import { type Relation, relationsOf, shortName } from './catalogs/relations';
import { APPLICATION_ROLES, OTHER_ROLES, rolesOf } from './catalogs/roles';
import { EXPECTED_ROUTINES, routinesOf } from './catalogs/routines';
import { uniqueIndexesOf } from './catalogs/unique-indexes';

/** Tables whose unique indexes need not begin with the partner: they have nothing of a partner's data. */
const NOT_OF_A_PARTNER = ['migrations', 'partners', 'audit_events', 'ended_sessions'];

describe('PostgreSQL’s catalogs say that', () => {
  let database: ServiceDatabase;
  let owner: string;
  let relations: Relation[];
  beforeAll(async () => {
    database = await createServiceDatabase(sharedServers());
    owner = new URL(database.ownerUrl).username;
    relations = await relationsOf(database.superuserUrl);
  });
  afterAll(() => database.drop());

  const notPartitions = (): Relation[] => relations.filter(({ kind }) => kind !== 'partition');
  const partitions = (): Relation[] => relations.filter(({ kind }) => kind === 'partition');

  it('there is no table, view or sequence but those that somebody has thought about', () => {
    expect(notPartitions().map(shortName).sort()).toEqual(Object.keys(EXPECTED_RELATIONS).sort());
  });

  it.each(Object.keys(EXPECTED_RELATIONS))('%s is open to whom it should be, and to nobody else', (name) => {
    const found = notPartitions().find((relation) => shortName(relation) === name);
    expect(found).toMatchObject({ parent: null, ...expectedRelation(name, owner) });
  });

  it('a partition is reached through its table only: nobody has a right of its own to it', () => {
    const parents = partitions().map(({ parent }) => parent);
    expect(new Set(parents)).toEqual(new Set(['shard_payloads', 'item_results']));
    for (const partition of partitions()) {
      expect(partition).toMatchObject({ owner, grants: [], policies: [] });
    }
  });

  it('a partition has the columns, defaults and constraints of its table', async () => {
    const shape = `
      SELECT relname AS name, (SELECT inhparent::regclass::text FROM pg_inherits WHERE inhrelid = c.oid) AS parent,
        (SELECT string_agg(concat_ws(' ', attname, atttypid::regtype, attnotnull, pg_get_expr(adbin, adrelid)), ', ' ORDER BY attname)
         FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)
        || (SELECT string_agg(pg_get_constraintdef(oid), ', ' ORDER BY pg_get_constraintdef(oid))
            FROM pg_constraint WHERE conrelid = c.oid AND contype <> 'n') AS shape
      FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND (relispartition OR relkind = 'p') AND relkind IN ('r', 'p')`;
    const rows = await rowsOf<{ name: string; parent: string | null; shape: string }>(
      database.superuserUrl,
      shape,
    );
    const shapeOf = new Map(rows.map((row) => [row.name, row.shape]));
    const children = rows.filter(({ parent }) => parent !== null);
    expect(children.length).toBe(partitions().length);
    for (const { name, parent, shape: own } of children) {
      expect([name, own]).toEqual([name, shapeOf.get(parent ?? '')]);
    }
  });

  it('every unique index of partner data begins with the partner', async () => {
    const indexes = await uniqueIndexesOf(database.superuserUrl);
    const ofPartners = indexes.filter(({ table }) => !NOT_OF_A_PARTNER.includes(table));
    expect(ofPartners.length).toBeGreaterThan(7);
    expect(ofPartners.filter(({ columns }) => columns[0] !== 'partner_id')).toEqual([]);
  });

  it('the application’s roles have no powers, and are members of nothing', async () => {
    const roles = await rolesOf(database.superuserUrl);
    const applications = roles.filter(({ name }) => APPLICATION_ROLES.some((role) => role.name === name));
    const lowerCase = applications.map((role) => ({
      ...role,
      settings: role.settings.map((setting) => setting.toLowerCase()).sort(),
    }));
    expect(lowerCase).toEqual(APPLICATION_ROLES);
    const others = roles.filter(({ name }) => !APPLICATION_ROLES.some((role) => role.name === name));
    expect(others.map(({ name, powers, memberOf }) => ({ name, powers, memberOf }))).toEqual(OTHER_ROLES);
  });

  it('a function is called by those whom it is for, and PUBLIC is not among them', async () => {
    const routines = await routinesOf(database.superuserUrl);
    expect(routines).toEqual(EXPECTED_ROUTINES.map((routine) => ({ ...routine, owner })));
  });

  it('there is one schema, in which only the database’s owner makes anything', async () => {
    const schemas = await rowsOf(
      database.superuserUrl,
      `SELECT nspname AS name, ARRAY(
         SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END || ': ' || a.privilege_type
         FROM aclexplode(nspacl) a WHERE a.grantee <> nspowner ORDER BY 1) AS grants
       FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`,
    );
    expect(schemas).toEqual([
      {
        name: 'public',
        // PUBLIC's is PostgreSQL's own: to look names up, which alone opens nothing.
        grants: ['PUBLIC', 'auth', 'dashboard', 'operator', 'partner_path', 'release'].map(
          (role) => `${role}: USAGE`,
        ),
      },
    ]);
  });
});

describe('a table that somebody adds', () => {
  let database: ServiceDatabase;
  beforeAll(async () => {
    database = await createServiceDatabase(sharedServers());
  });
  afterAll(() => database.drop());

  it('is noticed, with whoever may read it', async () => {
    await rowsOf(database.ownerUrl, 'CREATE TABLE forgotten (partner_id bigint, key text UNIQUE)');
    await rowsOf(database.ownerUrl, 'GRANT SELECT (key) ON forgotten TO PUBLIC');
    const relations = await relationsOf(database.superuserUrl);
    const unexpected = relations.filter(
      (relation) => relation.kind !== 'partition' && expectedRelation(shortName(relation), 'owner') === null,
    );
    expect(unexpected).toMatchObject([
      { name: 'public.forgotten', grants: ['PUBLIC: SELECT(key)'], rowSecurity: false },
    ]);
    expect(await uniqueIndexesOf(database.superuserUrl)).toContainEqual({
      table: 'forgotten',
      columns: ['key'],
    });
  });
});
