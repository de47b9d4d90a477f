import { z } from 'zod';

// The window's policy forbids code made from strings, which zod's compiled parsers are. Schemas decide when they are defined,
// so index.html loads this module before everything else.
z.config({ jitless: true });
