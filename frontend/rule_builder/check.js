// Holds the committed asset to the source: builds anew and compares byte for byte. Run it after `npm ci`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const committed = join(here, '../../app/components/rule_builder/assets');
const built = mkdtempSync(join(tmpdir(), 'rule-builder-'));

function compare() {
  const env = { ...process.env, OUT_DIR: built };
  execFileSync(process.execPath, [join(here, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: here,
    env,
    stdio: 'inherit',
  });
  const names = (folder) => readdirSync(folder).sort();
  const all = [...new Set([...names(committed), ...names(built)])];
  const differs = (name) =>
    !(
      names(committed).includes(name) &&
      names(built).includes(name) &&
      readFileSync(join(committed, name)).equals(readFileSync(join(built, name)))
    );
  return all.filter(differs);
}

try {
  const stale = compare();
  if (stale.length)
    console.error(`Not built from this source: ${stale.join(', ')}. Run \`npm run build\` and commit the result.`);
  else console.log('The committed asset is what this source builds.');
  process.exitCode = stale.length ? 1 : 0;
} finally {
  rmSync(built, { recursive: true });
}
