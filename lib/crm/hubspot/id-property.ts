/** The custom property in which Baton finds its calls and tasks again, where an admin has made it (unique, single-line text). */
export const idProperty = 'baton_id';
