/**
 * The same server and options for another role, and if wanted another database.
 * @param {string} url
 * @param {string} role
 * @param {string} password
 * @param {string} [database]
 * @returns {string}
 */
export function withLogin(url, role, password, database) {
  const login = new URL(url);
  login.username = encodeURIComponent(role);
  login.password = encodeURIComponent(password);
  if (database !== undefined) login.pathname = `/${encodeURIComponent(database)}`;
  return login.href;
}
