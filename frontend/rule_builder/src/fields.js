// What a field is to the builder. Python sends {name, title, type, nullable, group, description, unit, allowed}.

const KINDS = {
  integer: 'number',
  number: 'number',
  money: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  'list[string]': 'list',
};
const FAMILY = '.*';

/** Field of the builder: `kind` decides operators and editors; the family of random shares is a kind of its own. */
export function toField(raw) {
  const isFamily = raw.name.endsWith(FAMILY);
  return {
    ...raw,
    allowed: (raw.allowed ?? []).map(String),
    kind: isFamily ? 'share' : KINDS[raw.type],
    prefix: isFamily ? raw.name.slice(0, -1) : null,
    isSegment: raw.name.startsWith('segment.'),
  };
}

/** Lookup by name; `bucket.spring` is found under the family `bucket.*`. Returns undefined when unknown. */
export class Fields {
  constructor(raw) {
    this.list = raw.map(toField).filter((field) => field.kind);
    this.byName = new Map(this.list.map((field) => [field.name, field]));
  }

  get(name) {
    return this.byName.get(name);
  }

  /** The field that a variable of a rule belongs to. */
  ofVariable(name) {
    const dot = name.indexOf('.');
    return (
      this.byName.get(name) ??
      (dot > 0 && dot < name.length - 1 ? this.byName.get(`${name.slice(0, dot)}${FAMILY}`) : undefined)
    );
  }

  /** [group, fields] in the order in which groups first appear. */
  groups(matching = () => true) {
    const groups = new Map();
    for (const field of this.list.filter(matching)) {
      const name = field.group || 'Other';
      groups.set(name, [...(groups.get(name) ?? []), field]);
    }
    return [...groups];
  }
}
