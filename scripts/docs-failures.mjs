import { writeFileSync } from 'node:fs';
import { failuresPage } from '../src/main/contract/wording/failures-page.ts';

// Writes docs/failures.md; a test asserts that the page kept is this one.
writeFileSync(new URL('../docs/failures.md', import.meta.url), failuresPage());
