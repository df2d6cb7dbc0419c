/** The partner whose token it is. One is enough to measure; keys and tables have it as they would have many. */
export const PARTNER_ID = 1;
