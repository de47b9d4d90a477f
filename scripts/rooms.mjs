// `npm run rooms`: writes the lint rules of the may-import table (tests/architecture/rooms.ts) into biome.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { biomeOverrides } from '../tests/architecture/biome-overrides.ts';
import { root } from './runtime.mjs';

const path = join(root, 'biome.json');
const biome = JSON.parse(readFileSync(path, 'utf8'));
const isRoom = (override) => override.linter.rules.style?.noRestrictedImports !== undefined;
biome.overrides = [...biome.overrides.filter((override) => !isRoom(override)), ...biomeOverrides()];
writeFileSync(path, `${JSON.stringify(biome, null, 2)}\n`);
