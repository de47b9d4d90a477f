import { type LinkWish, openSlowLink } from './slow-link.ts';

// A slow line in a process of its own: neither of the ends holds it up.

const [, , to = '', wish = ''] = process.argv;
const link = await openSlowLink(Number(to), JSON.parse(wish) as LinkWish);
process.on('message', () => void process.send?.({ is: 'counts', ...link.counts() }));
process.once('disconnect', () => process.exit());
process.send?.({ is: 'open', port: link.port });
