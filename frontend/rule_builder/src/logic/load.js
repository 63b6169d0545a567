// Opening a rule: visual when nothing is lost on the way in and out again, otherwise advanced.
import { canonical } from './canonical.js';
import { fromLogic } from './fromLogic.js';
import { Advanced } from './node.js';
import { toLogic } from './toLogic.js';

/** {query} for a rule that the builder can show, {reason} for one that it can not. */
export function load(logic, fields) {
  try {
    const query = fromLogic(logic, fields);
    const { logic: back, incomplete } = toLogic(query, fields);
    const isSame = logic === null || (incomplete.length === 0 && canonical(back) === canonical(logic));
    return isSame ? { query } : { reason: 'A value in it does not fit its field or has no visual form.' };
  } catch (error) {
    if (error instanceof Advanced) return { reason: error.message };
    throw error;
  }
}
